package assemble

import (
	"io/fs"
	"path"
	"slices"

	"modu/internal/datafile"
	"modu/ui/picture"
)

// checkPictures names every picture of a service that could not be shown. The kiosk
// shows an empty place for it (ui), but the author of the service should know.
func checkPictures(dir fs.FS, shown string) datafile.Issues {
	var issues datafile.Issues
	entries, err := fs.ReadDir(dir, "pictures")
	if err != nil {
		return nil // a service may have none
	}
	for _, e := range entries {
		if e.IsDir() || !slices.Contains(append([]string{".jpeg"}, brandPictures...), path.Ext(e.Name())) {
			continue
		}
		data, err := fs.ReadFile(dir, path.Join("pictures", e.Name()))
		if err == nil {
			err = picture.Check(data)
		}
		if err != nil {
			issues = append(issues, datafile.Issue{Pos: datafile.Pos{File: path.Join(shown, "pictures", e.Name()), Line: 1}, Msg: "this picture cannot be shown: " + Reason(err), Remedy: "export it again, as SVG or as PNG of at most 2000 pixels"})
		}
	}
	return issues
}
