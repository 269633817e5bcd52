package scenario_test

import (
	"context"
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/assets"
	"modu/internal/kiosk"
	"modu/internal/kiosk/kiosktest"
	"modu/internal/runtime"
	"modu/internal/scenario"
)

var rewrite = flag.Bool("rewrite", false, "write the transcripts anew")

// shop is the made-up shop, whose site says where it stands.
func shop() *kiosk.Core {
	cfg := kiosktest.Core().Config
	cfg.Sentences = map[string]map[scene.Lang]string{"beacon": {"ko": "무인 주문기는 승강기 오른쪽에 있습니다", "en": "The ordering kiosk is right of the lift"}}
	return kiosk.NewCore(cfg)
}

func virtual() *scenario.Virtual {
	core := shop()
	words := runtime.NewWords(core.Catalogue, core.Languages, nil)
	m := runtime.NewMachine(core, core.New(7, 101), words, func(s scene.Scene) scene.Scene { return s })
	return scenario.NewVirtual(m, nil)
}

// parcel is the desk where nearly everything is personal.
func parcel(t *testing.T) *scenario.Virtual {
	return desk(t, kiosktest.Parcel())
}

// certificate is the shipped machine that prints, with a socket for a headset.
func certificate(t *testing.T) *scenario.Virtual {
	dir, err := fs.Sub(assets.Files, "services/certificate")
	if err != nil {
		t.Fatal(err)
	}
	return desk(t, kiosktest.Over(dir))
}

func desk(t *testing.T, core *kiosk.Core) *scenario.Virtual {
	t.Helper()
	words := runtime.NewWords(core.Catalogue, core.Languages, nil)
	m := runtime.NewMachine(core, core.New(7, 101), words, func(s scene.Scene) scene.Scene { return s })
	v := scenario.NewVirtual(m, nil)
	v.SetSample(core.Service.Samples())
	return v
}

func TestScripts(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no scripts", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			script, issues := scenario.Parse(file, data)
			if issues != nil {
				t.Fatal(issues)
			}
			v := virtual()
			if script.Service == "parcel" {
				v = parcel(t)
			}
			if script.Service == "certificate" {
				v = certificate(t)
			}
			transcripts, err := scenario.Run(script, v, *rewrite)
			if err != nil {
				t.Fatal(err)
			}
			if faults := v.Faults(); faults != nil {
				t.Fatal(faults)
			}
			if *rewrite {
				if err := os.WriteFile(file, script.Rewrite(transcripts), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// A script that is wrong fails, at its line: the judge can say no.
func TestRunnerFails(t *testing.T) {
	for _, tc := range []struct{ script, want string }{
		{"press down\nexpect focus nowhere\n", "x.txt:3: expect focus nowhere"},
		{"press down\nnever kind choose\n", "must not be there"},
		{"touch nothing.here\n", `there is no "nothing.here"`},
		{"tap card\n", "not waiting for a card"},
		{"unplug keys\npress down\n", "unplugged"},
		{"press down\nseek not.there\n", "is not in the list"},
	} {
		s, issues := scenario.Parse("x.txt", []byte("version: 1\n"+tc.script))
		if issues != nil {
			t.Fatal(issues)
		}
		if _, err := scenario.Run(s, virtual(), false); err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%q: %v", tc.script, err)
		}
	}
	s, _ := scenario.Parse("x.txt", []byte("version: 1\nrecord: yes\npress down\n  say: something else\n"))
	if _, err := scenario.Run(s, virtual(), false); err == nil || !strings.Contains(err.Error(), "want: say: something else") {
		t.Errorf("a wrong transcript passed: %v", err)
	}
}

// breaking is a kiosk whose scene breaks with the second act.
type breaking struct {
	*scenario.Virtual
	acts int
}

func (b *breaking) Press(device string, key input.Key) error {
	b.acts++
	return b.Virtual.Press(device, key)
}

func (b *breaking) Faults() []error {
	if b.acts < 2 {
		return nil
	}
	return []error{errors.New("node \"x\": id used twice")}
}

// A broken scene fails a script, whatever the script expects, at the step that led
// to it.
func TestRunnerFailsOnABrokenScene(t *testing.T) {
	s, issues := scenario.Parse("x.txt", []byte("version: 1\npress down\npress select\nexpect kind categories\n"))
	if issues != nil {
		t.Fatal(issues)
	}
	for _, rewrite := range []bool{false, true} {
		_, err := scenario.Run(s, &breaking{Virtual: virtual()}, rewrite)
		if err == nil || !strings.Contains(err.Error(), "x.txt:3: press select") || !strings.Contains(err.Error(), "the scene is broken: node \"x\": id used twice") {
			t.Errorf("rewrite %v: %v", rewrite, err)
		}
	}
}

// Computing obeys: nobody waits for the end of a script that takes too long.
func TestVirtualObeys(t *testing.T) {
	for _, step := range []string{"press down", "wait 1h", "touch anywhere", "hold pause 2s", "seek not.there"} {
		s, issues := scenario.Parse("x.txt", []byte("version: 1\n"+step+"\n"))
		if issues != nil {
			t.Fatal(issues)
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		v := virtual()
		v.Obey(ctx)
		if _, err := scenario.Run(s, v, true); err == nil || !strings.Contains(err.Error(), "interrupted") {
			t.Errorf("%s: %v", step, err)
		}
	}
}

func TestParseNamesEveryMistake(t *testing.T) {
	_, issues := scenario.Parse("y.txt", []byte("recrod: yes\n  say: x\npres down\nhold\nwait soon\nexpect smell coffee\n"))
	for _, want := range []string{"y.txt:1", `did you mean "record"?`, "y.txt:2", `unknown step "pres"; did you mean "press"?`, "y.txt:4", `"soon" is not a length of time`, `cannot expect "smell"`, "no version"} {
		if !strings.Contains(issues.Error(), want) {
			t.Errorf("missing %q in\n%v", want, issues)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("version: 1\nrecord: yes\npress down\n  say: x\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if s, issues := scenario.Parse("f.txt", data); issues == nil {
			s.Rewrite(make([][]string, len(s.Steps)))
		}
	})
}
