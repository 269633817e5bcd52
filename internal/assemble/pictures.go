package assemble

import (
	"errors"
	"io/fs"
	"path"
	"slices"

	"modu/internal/datafile"
	"modu/internal/service"
	"modu/ui/picture"
)

// kindOfPicture is what the pictures of one directory must be.
type kindOfPicture struct {
	what    string
	endings []string
	check   func(data []byte) error
	remedy  string
}

// checkPictures names every picture and photograph of a service that could not be shown. The
// kiosk shows an empty place for it (ui), but the author of the service should know.
func checkPictures(dir fs.FS, pictures, shown string) datafile.Issues {
	issues := checkPictureDir(dir, pictures, shown, kindOfPicture{"picture", append([]string{".jpeg"}, brandPictures...), picture.Check,
		"export it again, as SVG or as PNG of at most 2000 pixels"})
	return append(issues, checkPictureDir(dir, path.Join(pictures, service.PhotoDir), shown, kindOfPicture{"photograph", []string{".jpg", ".jpeg", ".png"}, picture.CheckPhoto,
		"save it again as JPEG, square or 4:3, 480 to 1600 pixels a side"})...)
}

func checkPictureDir(dir fs.FS, pictures, shown string, kind kindOfPicture) datafile.Issues {
	var issues datafile.Issues
	entries, err := fs.ReadDir(dir, pictures)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil // a service may have none
	case err != nil:
		return datafile.Unread(path.Join(shown, pictures), "the "+kind.what+"s", err, "check the directory")
	}
	for _, e := range entries {
		if e.IsDir() || !slices.Contains(kind.endings, path.Ext(e.Name())) {
			continue
		}
		data, err := datafile.Read(dir, path.Join(pictures, e.Name()), picture.MaxBytes)
		if err == nil {
			err = kind.check(data)
		}
		if err != nil {
			issues = append(issues, datafile.Issue{Pos: datafile.Pos{File: path.Join(shown, pictures, e.Name()), Line: 1}, Msg: "this " + kind.what + " cannot be shown: " + datafile.Reason(err), Remedy: datafile.Remedy(err, kind.remedy)})
		}
	}
	return issues
}
