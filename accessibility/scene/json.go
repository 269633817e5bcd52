package scene

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// Version of the JSON form of scenes and changes. It grows where a reader of the form
// before would misunderstand; keys that are only added leave it as it is.
const Version = 1

// document is what is written: the version on the outside, and one thing in it. Every
// struct of this package writes its fields by the names in its tags, in camelCase, and
// leaves out those that are zero: absent means zero, the first of an enumeration's names.
// Whole numbers stay below 2^53, so that every JSON reader can hold them.
type document struct {
	Version int     `json:"version"`
	Scene   *Scene  `json:"scene,omitzero"`
	Change  *Change `json:"change,omitzero"`
}

// Encode writes a scene, redacted or not, on one line:
//
//	{"version":1,"scene":{"revision":3,"kind":"items","lang":"ko","root":{…}}}
//
// It fails where an enumeration holds a value without a name. Texts must be UTF-8.
func Encode(s Scene, d Disclosure) ([]byte, error) {
	s = s.Disclose(d)
	return write(document{Version: Version, Scene: &s})
}

// EncodeChange writes a change, redacted or not, on one line:
//
//	{"version":1,"change":{"from":2,"to":3,"cause":{…},"before":{…},"after":{…}}}
//
// It fails as Encode does.
func EncodeChange(c Change, d Disclosure) ([]byte, error) {
	c = c.Disclose(d)
	return write(document{Version: Version, Change: &c})
}

func write(d document) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false) // stand-ins like <personal code> are to be read by people too
	if err := enc.Encode(d); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// Decode reads a scene that Encode wrote. Keys that it does not know are passed over;
// another version, a name that is not of its enumeration and a document without a scene
// are errors. The scene may be one that Validate finds fault with.
func Decode(data []byte) (Scene, error) {
	d, err := readDocument(data)
	if err == nil && d.Scene == nil {
		err = fmt.Errorf(`scene: there is no "scene" in the document`)
	}
	if err != nil {
		return Scene{}, err
	}
	return *d.Scene, nil
}

// DecodeChange reads a change that EncodeChange wrote, as Decode reads a scene.
func DecodeChange(data []byte) (Change, error) {
	d, err := readDocument(data)
	if err == nil && d.Change == nil {
		err = fmt.Errorf(`scene: there is no "change" in the document`)
	}
	if err != nil {
		return Change{}, err
	}
	return *d.Change, nil
}

func readDocument(data []byte) (document, error) {
	// The version first: what another version holds may be of another shape.
	var v struct {
		Version int `json:"version"`
	}
	if err := json.Unmarshal(data, &v); err != nil {
		return document{}, fmt.Errorf("scene: %w", err)
	}
	if v.Version != Version {
		return document{}, fmt.Errorf("scene: the document has version %d, and this program reads version %d: bring both to the same release", v.Version, Version)
	}
	var d document
	if err := json.Unmarshal(data, &d); err != nil {
		return document{}, fmt.Errorf("scene: %w", err)
	}
	return d, nil
}
