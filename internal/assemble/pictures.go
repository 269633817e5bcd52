package assemble

import (
	"errors"
	"io/fs"
	"path"
	"slices"

	"modu/internal/datafile"
	"modu/ui/picture"
)

// checkPictures names every picture of a service that could not be shown. The kiosk
// shows an empty place for it (ui), but the author of the service should know.
func checkPictures(dir fs.FS, pictures, shown string) datafile.Issues {
	var issues datafile.Issues
	entries, err := fs.ReadDir(dir, pictures)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil // a service may have none
	case err != nil:
		return datafile.Unread(path.Join(shown, pictures), "the pictures", err, "check the directory")
	}
	for _, e := range entries {
		if e.IsDir() || !slices.Contains(append([]string{".jpeg"}, brandPictures...), path.Ext(e.Name())) {
			continue
		}
		data, err := datafile.Read(dir, path.Join(pictures, e.Name()), picture.MaxBytes)
		if err == nil {
			err = picture.Check(data)
		}
		if err != nil {
			issues = append(issues, datafile.Issue{Pos: datafile.Pos{File: path.Join(shown, pictures, e.Name()), Line: 1}, Msg: "this picture cannot be shown: " + datafile.Reason(err), Remedy: datafile.Remedy(err, "export it again, as SVG or as PNG of at most 2000 pixels")})
		}
	}
	return issues
}
