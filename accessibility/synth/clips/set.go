package clips

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"path"
	"strconv"
	"strings"

	"modu/accessibility/audio"
	"modu/accessibility/scene"
	"modu/accessibility/synth"
	"modu/internal/datafile"
)

// IndexFile is the name of the list of recordings in the directory of a language.
const IndexFile = "index.yaml"

// maxTotal bounds all recordings of a kiosk, in seconds: half an hour is 170 MB.
const maxTotal = 30 * 60

// Entry is a recording: which words of which message are in which file.
type Entry struct {
	Message string `yaml:"message,required"` // id in the catalogue
	Says    string `yaml:"says,required"`    // as people say it, see Key
	File    string `yaml:"file,required"`    // beside the index
}

// Set is the recordings of a kiosk in every language. It never changes.
type Set struct {
	langs map[scene.Lang]map[string][]clip
	count int
}

// clip is a recording in memory, at audio.Rate and audio.SpeechLUFS. 16 bits keep
// a whole service at half the memory.
type clip struct {
	says []rune
	pcm  []int16
}

// Key is the form in which the words of a recording are compared: without the
// spaces and pauses around them.
func Key(says string) string { return strings.Trim(says, " ,.?!") }

// Load reads the recordings of a directory: one directory a language, named by its
// tag, with an index and WAV files. shown is how the directory is called in
// messages. A file with a mistake is left out and named; the set is never nil.
func Load(dir fs.FS, shown string) (*Set, datafile.Issues) {
	s := &Set{langs: map[scene.Lang]map[string][]clip{}}
	entries, err := fs.ReadDir(dir, ".")
	if err != nil {
		return s, datafile.Issues{{Pos: datafile.Pos{File: shown}, Msg: "the recordings cannot be read", Remedy: "name a directory that has one directory a language"}}
	}
	var issues datafile.Issues
	total := 0
	for _, e := range entries {
		if e.IsDir() && !strings.HasPrefix(e.Name(), ".") {
			issues = append(issues, s.load(dir, shown, e.Name(), &total)...)
		}
	}
	return s, issues
}

func (s *Set) load(dir fs.FS, shown, name string, total *int) datafile.Issues {
	file := path.Join(shown, name, IndexFile)
	data, err := readBounded(dir, path.Join(name, IndexFile), datafile.MaxBytes)
	if err != nil {
		msg, _ := explain(err)
		return datafile.Issues{{Pos: datafile.Pos{File: file}, Msg: "the list of recordings cannot be read: " + msg, Remedy: `make the directory with "kioskctl clips import"`}}
	}
	var index struct {
		Language scene.Lang `yaml:"language,required"`
		Clips    []Entry    `yaml:"clips,required"`
	}
	doc, issues := datafile.Decode(file, data, &index)
	if index.Language != "" && string(index.Language) != name {
		return append(issues, doc.Issue("language", "give the directory the name of its language", "the directory is called %q, its language is %q", name, index.Language))
	}
	byID := map[string][]clip{}
	seen := map[string]bool{}
	for i, e := range index.Clips {
		at := fmt.Sprintf("clips[%d]", i)
		says := Key(e.Says)
		key := e.Message + "\x00" + says
		switch {
		case e.Message == "" || e.File == "":
			continue // named already
		case !synth.Audible(says):
			issues = append(issues, doc.Issue(at, "write what is heard in it", "there is nothing to hear in %q", e.Says))
			continue
		case seen[key]:
			issues = append(issues, doc.Issue(at, "leave one of them out", "%q of message %q is there twice", says, e.Message))
			continue
		case strings.ContainsAny(e.File, `/\`) || !fs.ValidPath(e.File):
			issues = append(issues, doc.Issue(at+".file", "put it beside the index", "the file %q is elsewhere", e.File))
			continue
		}
		seen[key] = true
		pcm, err := loadClip(dir, path.Join(name, e.File))
		if err == nil && *total+len(pcm) > maxTotal*audio.Rate {
			err = bad("record fewer prompts", "all recordings together last more than %d minutes", maxTotal/60)
		}
		if err != nil {
			msg, remedy := explain(err)
			issues = append(issues, datafile.Issue{Pos: datafile.Pos{File: path.Join(shown, name, e.File)}, Msg: msg, Remedy: remedy})
			continue
		}
		*total += len(pcm)
		s.count++
		byID[e.Message] = append(byID[e.Message], clip{[]rune(says), pcm})
	}
	if index.Language != "" {
		s.langs[index.Language] = byID
	}
	return issues
}

// readBounded reads a file of at most limit bytes.
func readBounded(dir fs.FS, name string, limit int64) ([]byte, error) {
	data, err := datafile.Read(dir, name, limit)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, bad("put it there, or take it out of the index", "there is no such file")
	case err != nil:
		return nil, bad(datafile.Remedy(err, "check the disk that it is on"), "it cannot be read: %s", datafile.Reason(err))
	}
	return data, nil
}

// Read decodes a file of recorded sound; a file that is too large is not read.
func Read(dir fs.FS, name string) (Sound, error) {
	data, err := readBounded(dir, name, maxBytes)
	if err != nil {
		return Sound{}, err
	}
	return Decode(data)
}

func loadClip(dir fs.FS, name string) ([]int16, error) {
	sound, err := Read(dir, name)
	if err != nil {
		return nil, err
	}
	pcm := sound.AtRate()
	if audio.Loudness(pcm) < quietest {
		return nil, bad("record it again, nearer to the microphone", "it is silent")
	}
	pcm = audio.Normalise(pcm, audio.SpeechLUFS)
	out := make([]int16, len(pcm))
	for i, v := range pcm {
		out[i] = int16(math.Round(float64(min(max(v, -1), 1)) * 32767))
	}
	return out, nil
}

// Len is how many recordings there are.
func (s *Set) Len() int { return s.count }

// of lists the recordings of a message in a language, or in the language without
// region and script.
func (s *Set) of(lang scene.Lang, message string) []clip {
	if s == nil || message == "" {
		return nil
	}
	if byID, ok := s.langs[lang]; ok {
		return byID[message]
	}
	short, _, _ := strings.Cut(string(lang), "-")
	return s.langs[scene.Lang(short)][message]
}

// Index writes the index of a language.
func Index(lang scene.Lang, entries []Entry) []byte {
	var b strings.Builder
	b.WriteString("# Which words of which message are in which file. Made by kioskctl clips import.\n")
	fmt.Fprintf(&b, "version: %d\nlanguage: %s\nclips:\n", datafile.Version, strconv.Quote(string(lang)))
	for _, e := range entries {
		fmt.Fprintf(&b, "  - {message: %s, says: %s, file: %s}\n", strconv.Quote(e.Message), strconv.Quote(e.Says), strconv.Quote(e.File))
	}
	if len(entries) == 0 {
		b.WriteString("  []\n")
	}
	return []byte(b.String())
}
