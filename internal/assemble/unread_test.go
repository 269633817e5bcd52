package assemble_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"modu/assets"
	"modu/internal/assemble"
	"modu/internal/datafile"
)

// nobody is an account without rights, on every Linux.
const nobody = 65534

// asNobody calls f on a thread that has no rights over other people's files, even where
// the tests run as root, who may read everything.
func asNobody(f func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		runtime.LockOSThread() // never unlocked: the thread ends with the goroutine
		if os.Geteuid() == 0 {
			syscall.RawSyscall(syscall.SYS_SETFSUID, nobody, 0, 0)
		}
		f()
	}()
	<-done
}

// unreadable are the ways in which a name leads to no file that can be read.
var unreadable = []struct {
	name string
	make func(at string) error
	want []string
}{
	{"directory", func(at string) error { return os.Mkdir(at, 0o755) }, []string{"it is a directory", "name an ordinary file"}},
	{"dangling link", func(at string) error { return os.Symlink("nowhere", at) }, []string{"exist|no such file"}},
	{"link to itself", func(at string) error { return os.Symlink(filepath.Base(at), at) }, []string{"too many levels"}},
	{"pipe", func(at string) error { return syscall.Mkfifo(at, 0o666) }, []string{"a device or a pipe", "name an ordinary file"}},
	{"endless", func(at string) error { return os.Symlink("/dev/zero", at) }, []string{"a device or a pipe", "name an ordinary file"}},
	{"no permission", func(at string) error { return os.WriteFile(at, []byte("version: 1\n"), 0o000) }, []string{"permission denied", "chmod"}},
	{"too large", sparse, []string{"more than", "keep it under"}},
}

// sparse makes a file of a terabyte that takes no room.
func sparse(at string) error {
	f, err := os.Create(at)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Truncate(1 << 40)
}

// TestUnreadableFilesAreNamed: whatever a site names and cannot be read is an issue with
// its path and a remedy, at once: nothing is read without end, and nothing panics.
func TestUnreadableFilesAreNamed(t *testing.T) {
	dir, err := os.MkdirTemp("", "unread") // t.TempDir is closed to other accounts
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	service, err := fs.Sub(assets.Files, "services/cafe")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(dir, "shop"), service); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for file, site := range map[string]string{
		"site.yaml":            "",
		"keymap.yaml":          "keymap: DIR/keymap.yaml",
		"words.yaml":           "words: DIR/words.yaml",
		"brand.yaml":           "brand: DIR/brand.yaml",
		"profile.yaml":         "devices: [{id: k, driver: keypad, profile: DIR/profile.yaml, port: {path: /dev/x}}]",
		"shop/service.yaml":    "service: DIR/shop",
		"shop/menu.yaml":       "service: DIR/shop",
		"shop/pictures/x.png":  "service: DIR/shop",
		"shop/locales/ko.yaml": "service: DIR/shop",
	} {
		for _, how := range unreadable {
			if file == "shop/pictures/x.png" && how.name == "directory" || file == "shop/locales/ko.yaml" && how.name == "directory" {
				continue // a folder there is nobody's picture and nobody's words
			}
			at := filepath.Join(dir, file)
			kept, had := at+".kept", os.Rename(at, at+".kept") == nil
			if err := how.make(at); err != nil {
				t.Fatal(err)
			}
			name := filepath.Join(dir, "site.yaml")
			if file != "site.yaml" {
				text := "version: 1\n" + strings.ReplaceAll(site, "DIR", dir) + "\n"
				if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			var issues datafile.Issues
			asNobody(func() { _, issues = assemble.Read(name) })
			checkUnread(t, file, how.name, filepath.Base(file), issues, how.want)
			if err := os.Remove(at); err != nil {
				t.Fatal(err)
			}
			if had {
				if err := os.Rename(kept, at); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}

func checkUnread(t *testing.T, file, how, base string, issues datafile.Issues, want []string) {
	t.Helper()
	var about string // what is said about that file
	for _, i := range issues {
		if filepath.Base(i.File) == base {
			about += i.Error() + "\n"
			if i.Remedy == "" {
				t.Errorf("%s, %s: no remedy: %v", file, how, i)
			}
		}
	}
	for _, w := range want {
		one, other, _ := strings.Cut(w, "|")
		if !strings.Contains(about, one) && (other == "" || !strings.Contains(about, other)) {
			t.Errorf("%s, %s: %q is not in %q\nall: %.500s", file, how, w, about, issues.Error())
		}
	}
}

// A picture that would end whoever reads it is named, wherever a site keeps its pictures.
func TestHostilePicturesAreNamedEverywhere(t *testing.T) {
	const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M1 1h8v8z"/><defs><g id="a"><use href="#a"/></g></defs><use href="#a"/></svg>`
	service, err := fs.Sub(assets.Files, "services/cafe")
	if err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct{ site, at string }{
		"a service's":                    {"service: DIR/shop", "shop/pictures/x.svg"},
		"in a directory of another name": {"service: DIR/shop", "shop/photos/x.svg"},
		"a brand's logo":                 {"brand: DIR/brand.yaml", "logo.svg"},
		"a brand's pictures":             {"brand: DIR/brand.yaml", "brand/x.svg"},
	} {
		dir := t.TempDir()
		if err := os.CopyFS(filepath.Join(dir, "shop"), service); err != nil {
			t.Fatal(err)
		}
		write := func(file, text string) {
			t.Helper()
			at := filepath.Join(dir, file)
			if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(at, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		write(tc.at, drawing)
		brand := "version: 1\nlogo: logo.svg\n"
		switch filepath.Dir(tc.at) {
		case "brand":
			brand = "version: 1\npictures: brand\n"
		case "shop/photos":
			if err := os.CopyFS(filepath.Join(dir, "shop/photos"), os.DirFS(filepath.Join(dir, "shop/pictures"))); err != nil {
				t.Fatal(err)
			}
			text, err := fs.ReadFile(service, "service.yaml")
			if err != nil {
				t.Fatal(err)
			}
			write("shop/service.yaml", strings.Replace(string(text), "\npictures: pictures\n", "\npictures: photos\n", 1))
		}
		write("brand.yaml", brand)
		write("site.yaml", "version: 1\n"+strings.ReplaceAll(tc.site, "DIR", dir)+"\n")
		_, issues := assemble.Read(filepath.Join(dir, "site.yaml"))
		if said := issues.Error(); len(issues) != 1 || !strings.Contains(said, filepath.Base(tc.at)) || !strings.Contains(said, "could come to itself") {
			t.Errorf("%s: %s", name, said)
		}
	}
}
