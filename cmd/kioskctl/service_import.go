package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"modu/internal/datafile"
	"modu/internal/datafile/disk"
	"modu/internal/lab/load"
	"modu/internal/lab/rewrite"
	"modu/internal/menucsv"
	"modu/ui/picture"
)

func serviceImportCommand() *cobra.Command {
	c := &cobra.Command{Use: "import MENU.csv --out DIR", Short: "make a service of a table, or put the table into one again",
		Long: filled("import makes a new service of a table of what is sold. What the table does not say is listed in its TODO.md.\n\n" +
			"Into a service that is there, it puts the table again: what is new is added behind the rest, what has changed in\n" +
			"the table is changed, and what was made by hand stays: options, pictures, texts, the order, and prices that were\n" +
			"changed in the service while the table says what it said before. What is not in the table any more is marked as\n" +
			"sold out; --delete takes it out. The service keeps the table as imported.csv, to tell the one from the other.\n" +
			"--dry-run prints what would change, and --undo takes the last import into a service back."),
		Example: "  kioskctl service import menu.csv --out shop --pictures photos --name \"동네 빵집\"\n" +
			"  kioskctl service import menu.csv --out shop --dry-run\n  kioskctl service import --out shop --undo",
		Args: arguments(0, 1), DisableFlagsInUseLine: true}
	into := c.Flags().String("out", "", "`directory` of the service")
	pictures := c.Flags().String("pictures", "", "`directory` with the pictures and photographs that the table names")
	name := c.Flags().String("name", "가게", "the `name` of a new shop")
	dry := c.Flags().Bool("dry-run", false, "into a service that is there: print what would change, and write nothing")
	remove := c.Flags().Bool("delete", false, "take out what is not in the table any more, instead of marking it as sold out")
	undo := c.Flags().Bool("undo", false, "take the last import into a service back")
	c.RunE = func(c *cobra.Command, args []string) error {
		if *into == "" {
			return fmt.Errorf("%w: --out names the directory to write into", errUsage)
		}
		if *undo {
			return undoImport(c.OutOrStdout(), *into)
		}
		if len(args) == 0 {
			return fmt.Errorf("%w: name the table", errUsage)
		}
		data, err := disk.Read(args[0], datafile.MaxBytes)
		if err != nil {
			return datafile.Issues{{Pos: datafile.Pos{File: args[0]}, Msg: "the table cannot be read: " + datafile.Reason(err), Remedy: "check its name"}}
		}
		have := menucsv.Have{
			Picture: func(p string) bool { return pictureIn(*pictures, p, pictureEndings()) != "" },
			Photo:   func(p string) bool { return pictureIn(*pictures, p, photoEndings()) != "" }}
		if _, err := os.Stat(filepath.Join(*into, "service.yaml")); err == nil {
			return importAgain(c.OutOrStdout(), again{table: args[0], data: data, have: have, dir: *into, pictures: *pictures, dry: *dry, remove: *remove})
		}
		if _, err := os.Stat(*into); err == nil {
			return fmt.Errorf("%w: %s exists, and is no service; nothing is overwritten", errUsage, *into)
		}
		if *dry || *remove {
			return fmt.Errorf("%w: --dry-run and --delete are for a service that is there, and %s is not", errUsage, *into)
		}
		r, issues := menucsv.Import(filepath.Base(args[0]), data, *name, have)
		if issues.Err() != nil {
			return issues
		}
		if err := writeService(*into, *pictures, r); err != nil {
			return err
		}
		if _, issues := load.Service(*into); issues.Err() != nil {
			return issues // a table that gives a service with mistakes names them like any other
		}
		fmt.Fprintf(c.OutOrStdout(), "%s: %d items; %d gaps are listed in %s\n", *into, r.Items, len(r.ToDo), filepath.Join(*into, "TODO.md"))
		return nil
	}
	return c
}

func pictureEndings() []string { return []string{".svg", ".png", ".jpg"} }
func photoEndings() []string   { return []string{".jpg", ".jpeg", ".png"} }

// pictureIn is the file of a picture in a directory; "" where there is none.
func pictureIn(dir, picture string, endings []string) string {
	if dir == "" || picture == "" || strings.ContainsAny(picture, `/\`) {
		return ""
	}
	for _, ext := range endings {
		file := filepath.Join(dir, picture+ext)
		if st, err := os.Stat(file); err == nil && st.Mode().IsRegular() {
			return file
		}
	}
	return ""
}

// photoEnding is how the name of a photograph ends: by what is in the file.
func photoEnding(data []byte) string {
	if picture.IsPNG(data) {
		return ".png"
	}
	return ".jpg"
}

// again is a table that is put into a service that is there.
type again struct {
	table         string
	data          []byte
	have          menucsv.Have
	dir, pictures string
	dry, remove   bool
}

// importAgain puts a table into a service, or tells what that would change.
func importAgain(out io.Writer, a again) error {
	p, issues := load.Service(a.dir)
	if issues.Err() != nil {
		return issues
	}
	ex := menucsv.Existing{Service: p.Service, Files: map[string][]byte{}}
	for _, name := range menucsv.Touched(p.Service) {
		data, err := p.File(name)
		if err == nil {
			ex.Files[name] = data
		} else if !errors.Is(err, fs.ErrNotExist) {
			return datafile.Unread(filepath.Join(a.dir, name), "the file", err, "check its permissions")
		}
	}
	m, issues := menucsv.Merge(filepath.Base(a.table), a.data, a.have, ex, a.remove)
	if issues.Err() != nil {
		return issues
	}
	for _, d := range m.All {
		fmt.Fprintln(out, d)
	}
	for _, t := range m.ToDo {
		fmt.Fprintln(out, "to do:", t)
	}
	if len(m.All) == 0 {
		fmt.Fprintf(out, "%s: it says all of that already\n", a.dir)
	}
	if a.dry {
		return nil
	}
	if err := withPictures(m.Files, a.pictures, m.Pictures, m.Photos); err != nil {
		return err
	}
	if len(m.Files) == 0 {
		return nil
	}
	if err := rewrite.Apply(a.dir, m.Files); err != nil {
		return err
	}
	if _, issues := load.Service(a.dir); issues.Err() != nil { // what a table cannot know: a short cut that leads to what is gone
		_, err := rewrite.Undo(a.dir)
		fmt.Fprintf(out, "%s: nothing was changed, because of what would then be wrong\n", a.dir)
		return errors.Join(issues, err)
	}
	fmt.Fprintf(out, "%s: %d differences; kioskctl service import --out %s --undo takes them back\n", a.dir, len(m.All), a.dir)
	return nil
}

// undoImport takes the last import into a service back.
func undoImport(out io.Writer, dir string) error {
	names, err := rewrite.Undo(dir)
	if err != nil {
		return fmt.Errorf("%s: %w", dir, err)
	}
	fmt.Fprintf(out, "%s: as before the last import: %s\n", dir, strings.Join(names, ", "))
	return nil
}

// writeService writes the files of a new service, its pictures among them.
func writeService(into, pictures string, r menucsv.Result) error {
	if err := withPictures(r.Files, pictures, r.Pictures, r.Photos); err != nil {
		return err
	}
	for file, data := range r.Files {
		at := filepath.Join(into, filepath.FromSlash(file))
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(at, data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// withPictures puts the pictures and photographs that a table names to the files, photographs made
// fit to be shown.
func withPictures(files map[string][]byte, from string, pictures, photos []string) error {
	for _, p := range photos {
		file := pictureIn(from, p, photoEndings())
		data, err := disk.Read(file, picture.MaxBytes)
		if err == nil {
			data, err = picture.Shrink(data)
		}
		if err != nil {
			return datafile.Issues{{Pos: datafile.Pos{File: file, Line: 1}, Msg: "this photograph cannot be used: " + datafile.Reason(err), Remedy: "save it again as JPEG, square or 4:3, 480 to 1600 pixels a side"}}
		}
		files["pictures/photo/"+p+photoEnding(data)] = data
	}
	for _, p := range pictures {
		file := pictureIn(from, p, pictureEndings())
		data, err := disk.Read(file, picture.MaxBytes)
		if err != nil {
			return err
		}
		files["pictures/"+filepath.Base(file)] = data
	}
	return nil
}
