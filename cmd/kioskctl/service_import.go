package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"modu/internal/datafile"
	"modu/internal/datafile/disk"
	"modu/internal/lab/load"
	"modu/internal/menucsv"
	"modu/ui/picture"
)

func serviceImportCommand() *cobra.Command {
	c := &cobra.Command{Use: "import MENU.csv --out DIR", Short: "make a service of a table",
		Long:    "import makes a new service of a table of what is sold. What the table does not say is listed in its TODO.md.",
		Example: "  kioskctl service import menu.csv --out shop --pictures photos --name \"동네 빵집\"",
		Args:    arguments(1, 1), DisableFlagsInUseLine: true}
	into := c.Flags().String("out", "", "`directory` of the new service; it must not exist")
	pictures := c.Flags().String("pictures", "", "`directory` with the pictures and photographs that the table names")
	name := c.Flags().String("name", "가게", "what the shop is called")
	c.RunE = func(c *cobra.Command, args []string) error {
		if *into == "" {
			return fmt.Errorf("%w: --out names the directory to write into", errUsage)
		}
		data, err := disk.Read(args[0], datafile.MaxBytes)
		if err != nil {
			return datafile.Issues{{Pos: datafile.Pos{File: args[0]}, Msg: "the table cannot be read: " + datafile.Reason(err), Remedy: "check its name"}}
		}
		if _, err := os.Stat(*into); err == nil {
			return fmt.Errorf("%w: %s exists; nothing is overwritten", errUsage, *into)
		}
		r, issues := menucsv.Import(filepath.Base(args[0]), data, *name, menucsv.Have{
			Picture: func(p string) bool { return pictureIn(*pictures, p, pictureEndings()) != "" },
			Photo:   func(p string) bool { return pictureIn(*pictures, p, photoEndings()) != "" }})
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

// writeService writes the files of a new service, its pictures among them.
func writeService(into, pictures string, r menucsv.Result) error {
	for _, p := range r.Photos {
		file := pictureIn(pictures, p, photoEndings())
		data, err := disk.Read(file, picture.MaxBytes)
		if err == nil {
			data, err = picture.Shrink(data)
		}
		if err != nil {
			return datafile.Issues{{Pos: datafile.Pos{File: file, Line: 1}, Msg: "this photograph cannot be used: " + datafile.Reason(err), Remedy: "save it again as JPEG, square or 4:3, 480 to 1600 pixels a side"}}
		}
		r.Files["pictures/photo/"+p+photoEnding(data)] = data
	}
	for _, p := range r.Pictures {
		file := pictureIn(pictures, p, pictureEndings())
		data, err := disk.Read(file, picture.MaxBytes)
		if err != nil {
			return err
		}
		r.Files["pictures/"+filepath.Base(file)] = data
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
