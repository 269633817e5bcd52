package entry_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/accessibility/typing"
	"modu/internal/entry"
)

var (
	name = entry.Spec{Field: "name", Alphabet: typing.Hangul, Max: 3}
	mail = entry.Spec{Field: "mail", Alphabet: typing.Latin}
	pin  = entry.Spec{Field: "pin", Alphabet: typing.Digits, Secret: true, Min: 4, Max: 4}
)

// typed presses keys of the usual keyboard.
func typed(t *testing.T, s entry.State, keys string) (entry.State, entry.Outcome) {
	t.Helper()
	var o entry.Outcome
	for _, r := range keys {
		s, o = s.Type(typing.Layout{}, typing.Key{Rune: r})
	}
	return s, o
}

// counted is a secret of which the vault holds so many characters.
func counted(n int) entry.State {
	s, _ := entry.State{}.Show(pin).Step(input.SecretChanged{Field: "pin", Count: n})
	return s
}

func TestType(t *testing.T) {
	empty := entry.State{}.Show(name)
	for _, tc := range []struct {
		keys string
		want string
		last entry.Outcome
	}{
		{"ㄱ", "ㄱ", entry.Echo{Character: "ㄱ"}},
		{"ㄱㅏ", "가", entry.Echo{Character: "ㅏ", Syllable: "가"}},
		{"ㄱㅏㄴㅏ", "가나", entry.Echo{Character: "ㅏ", Syllable: "나"}},
		{"ㄱㅏㄴㅏㄷㅏ", "가나다", entry.Echo{Character: "ㅏ", Syllable: "다"}},
		{"ㄱㅏㄴㅏㄷㅏㄹ", "가나달", entry.Echo{Character: "ㄹ", Syllable: "달"}},
		{"ㄱㅏㄴㅏㄷㅏㄹㅏ", "가나달", entry.Full{}}, // the ㅏ would need a fourth syllable
	} {
		s, o := typed(t, empty, tc.keys)
		if s.Text.Text() != tc.want || !reflect.DeepEqual(o, tc.last) || s.Count != 0 || s.Len() != len([]rune(tc.want)) {
			t.Errorf("%s: %q, %+v, want %q, %+v", tc.keys, s.Text.Text(), o, tc.want, tc.last)
		}
	}
	s, o := empty.Insert('7')
	if s.Text.Text() != "7" || !reflect.DeepEqual(o, entry.Echo{Character: "7"}) {
		t.Errorf("a digit of a keypad: %q, %+v", s.Text.Text(), o)
	}
	s = entry.State{}.Show(mail)
	for range typing.MaxStrokes {
		s, _ = s.Insert('a')
	}
	if _, o := s.Insert('a'); o != (entry.Full{}) {
		t.Errorf("a field without a limit of its own: %+v", o)
	}
}

func TestErase(t *testing.T) {
	for _, tc := range []struct {
		from entry.State
		want entry.Outcome
		text string
	}{
		{entry.State{}, entry.NothingToErase{}, ""},
		{entry.State{}.Show(name), entry.NothingToErase{}, ""},
		{entry.State{}.Show(pin), entry.NothingToErase{}, ""},
		{counted(2), entry.FromVault{}, ""},
		{first(typed(t, entry.State{}.Show(name), "ㄱ")), entry.Erased{}, ""},
		{first(typed(t, entry.State{}.Show(name), "ㄱㅏ")), entry.Erased{Last: "ㄱ"}, "ㄱ"},
		{first(typed(t, entry.State{}.Show(mail), "AB")), entry.Erased{Last: "A"}, "A"},
	} {
		s, o := tc.from.Erase()
		if !reflect.DeepEqual(o, tc.want) || s.Text.Text() != tc.text || s.Count != tc.from.Count {
			t.Errorf("%+v: %+v, %q, want %+v, %q", tc.from, o, s.Text.Text(), tc.want, tc.text)
		}
	}
}

func first(s entry.State, _ entry.Outcome) entry.State { return s }

// A secret is only counted, and only by what the vault says.
func TestSecret(t *testing.T) {
	s := entry.State{}.Show(pin)
	next, o := s.Insert('7')
	if !reflect.DeepEqual(o, entry.ToVault{Character: '7'}) || !reflect.DeepEqual(next, s) {
		t.Errorf("typed: %+v, %+v", o, next)
	}
	for _, tc := range []struct {
		from entry.State
		ev   input.Event
		want entry.Outcome
		n    int
	}{
		{s, input.SecretChanged{Field: "pin", Count: 1}, entry.Counted{More: true}, 1},
		{counted(1), input.SecretChanged{Field: "pin", Count: 2}, entry.Counted{More: true}, 2},
		{counted(3), input.SecretChanged{Field: "pin", Count: 4}, entry.Counted{More: true, Done: true}, 4},
		{counted(4), input.SecretChanged{Field: "pin", Count: 3}, entry.Counted{}, 3},
		{counted(1), input.SecretChanged{Field: "pin", Count: 0}, entry.Counted{}, 0},
		{counted(4), input.SecretChanged{Field: "pin", Count: 4}, entry.Counted{}, 4},
		{counted(4), input.SecretChanged{Field: "pin", Count: 4, Full: true}, entry.Full{}, 4},
		{counted(2), input.SecretChanged{Field: "pin.1", Count: 3}, nil, 2}, // of the visit before
		{counted(2), input.SecretChanged{Count: 3}, nil, 2},
		{counted(2), input.TimePassed{}, nil, 2},
		{entry.State{}, input.SecretChanged{Count: 3}, nil, 0},                 // there is no field
		{entry.State{}.Show(name), input.SecretChanged{Field: "name"}, nil, 0}, // which is no secret
		{entry.State{}.Show(entry.Spec{Field: "free", Secret: true}), input.SecretChanged{Field: "free", Count: 1}, entry.Counted{More: true}, 1},
	} {
		got, o := tc.from.Step(tc.ev)
		if !reflect.DeepEqual(o, tc.want) || got.Count != tc.n || !got.Text.Empty() {
			t.Errorf("%+v of %d: %+v, %d, want %+v, %d", tc.ev, tc.from.Count, o, got.Count, tc.want, tc.n)
		}
	}
	if got, o := counted(4).Insert('7'); o != (entry.Full{}) || got.Count != 4 {
		t.Errorf("more than there is room for: %+v", o)
	}
	if got := counted(4).ForgetSecret(); got.Len() != 0 || got.Field != "pin" {
		t.Errorf("forgotten: %+v", got)
	}
	// "Next letter" is no character.
	if got, o := s.Type(typing.Layout{}, typing.Key{ID: "next-letter", Next: true}); o != nil || !reflect.DeepEqual(got, s) {
		t.Errorf("next letter goes to the vault: %+v", o)
	}
}

// by does what a person does who counts: d is down, u up, s select.
func by(s entry.State, keys string) (entry.State, entry.Outcome) {
	var o entry.Outcome
	for _, k := range keys {
		switch k {
		case 'd':
			s, o = s.Press()
		case 'u':
			s, o = s.Unpress()
		case 's':
			s, o = s.Take()
		}
	}
	return s, o
}

func TestDial(t *testing.T) {
	phone := entry.State{}.Show(entry.Spec{Field: "phone", Alphabet: typing.Digits, Min: 3, Max: 3}).BeginCount()
	for _, tc := range []struct {
		keys    string
		text    string
		last    entry.Outcome
		presses entry.Presses
	}{
		{"d", "", nil, 1},
		{"ds", "1", entry.Echo{Character: "1"}, 0},
		{"ddddddddds", "9", entry.Echo{Character: "9"}, 0},
		{"dddddddddds", "0", entry.Echo{Character: "0"}, 0},
		{"ddddddddddd", "", entry.Recount{Over: true}, 0},
		{"dddddddddddds", "1", entry.Echo{Character: "1"}, 0},
		{"dddu", "", entry.Recount{}, 0},
		{"dddudds", "2", entry.Echo{Character: "2"}, 0},
		{"dsddsu", "1", entry.Erased{Last: "1"}, 0},
		{"dsu", "", entry.Erased{}, 0},
		{"u", "", entry.NothingToErase{}, 0},
		{"dsddsddds", "123", entry.Echo{Character: "3", Done: true}, 0},
		{"dsddsdddsds", "123", entry.Full{}, 0},
	} {
		s, o := by(phone, tc.keys)
		if s.Text.Text() != tc.text || !reflect.DeepEqual(o, tc.last) || s.Dial != (entry.Dial{On: true, Presses: tc.presses}) {
			t.Errorf("%s: %q, %+v, %+v, want %q, %+v, %d presses", tc.keys, s.Text.Text(), o, s.Dial, tc.text, tc.last, tc.presses)
		}
	}
	if s, o := by(phone, "dss"); o != (entry.Uncounted{}) || s.Dial.On || s.Text.Text() != "1" {
		t.Errorf("select without a press: %+v, %+v", o, s)
	}
	if s, o := by(counted(2).BeginCount(), "ddddddds"); !reflect.DeepEqual(o, entry.ToVault{Character: '7'}) || s.Count != 2 || s.Dial.Presses != 0 {
		t.Errorf("a secret: %+v, %+v", o, s)
	}
	half, _ := by(counted(2).BeginCount(), "ddd")
	for name, s := range map[string]entry.State{
		"another digit came in": first(half.Step(input.SecretChanged{Field: "pin", Count: 3})),
		"a character on no key": first(half.Show(name).BeginCount().Insert('7')),
		"another field":         half.Show(mail),
		"kept aside":            half.Stash(),
		"cleared":               half.Clear(),
		"the keys are taken":    half.ShowPad(),
		"ended":                 half.EndCount(),
		"begun anew":            half.BeginCount(),
	} {
		if s.Dial.Presses != 0 {
			t.Errorf("%s: %d presses are left", name, s.Dial.Presses)
		}
	}
}

func TestShow(t *testing.T) {
	s, _ := typed(t, entry.State{}.Show(name).Learn(), "ㄱㅏ")
	s = s.NextLayout(false)
	if got := s.Show(name); !reflect.DeepEqual(got, s) {
		t.Errorf("shown again: %+v, want %+v", got, s)
	}
	narrower := name
	narrower.Max = 2
	if got := s.Show(narrower); got.Text.Text() != "가" || got.Max != 2 {
		t.Errorf("another measure: %+v", got)
	}
	got := s.Show(mail)
	if want := (entry.State{Draft: entry.Draft{Field: "mail", Alphabet: typing.Latin}, Sideways: true}); !reflect.DeepEqual(got, want) {
		t.Errorf("another field: %+v, want %+v", got, want)
	}
	if got := counted(3).Show(name); got.Len() != 0 || got.Secret {
		t.Errorf("a secret was in the field before: %+v", got)
	}
	if got := s.Clear(); !reflect.DeepEqual(got, entry.State{Sideways: true}) {
		t.Errorf("cleared: %+v", got)
	}
}

func TestStash(t *testing.T) {
	for _, before := range []entry.State{first(typed(t, entry.State{}.Show(name), "ㄱㅏ")), counted(3)} {
		s := before.Stash()
		if !s.Empty() || s.Untouched() || s.Field != "" {
			t.Errorf("stashed: %+v", s)
		}
		s, _ = typed(t, s.Show(mail), "A")
		if got := s.Unstash(); !reflect.DeepEqual(got, before) {
			t.Errorf("%+v, want %+v", got, before)
		}
		if got := s.Clear().Unstash(); !reflect.DeepEqual(got, before) {
			t.Errorf("sent, then %+v, want %+v", got, before)
		}
		if got := s.Unstash().Unstash(); !reflect.DeepEqual(got, before) {
			t.Errorf("twice: %+v, want %+v", got, before)
		}
	}
	s := entry.State{}.Stash()
	if s, _ = typed(t, s.Show(mail), "A"); s.Unstash().Text.Text() != "A" {
		t.Errorf("nothing was stashed, and yet %+v", s.Unstash())
	}
	if !(entry.State{}).Untouched() || !(entry.State{}).Show(pin).Untouched() || counted(1).Untouched() {
		t.Error("what has been touched is mistaken")
	}
}

func TestKeyboard(t *testing.T) {
	s := entry.State{}.Show(mail)
	var ids, crowded []string
	for n := s; len(ids) < 4; n = n.NextLayout(false) {
		ids = append(ids, n.Keyboard(typing.Latin, false).ID)
	}
	if want := "[alphabetical qwerty numbers alphabetical]"; fmt.Sprint(ids) != want {
		t.Errorf("the keyboards in turn: %v, want %v", ids, want)
	}
	k := entry.State{}.Show(name)
	for n := k; len(crowded) < 5; n = n.NextLayout(true) {
		crowded = append(crowded, n.Keyboard(typing.Hangul, true).ID)
	}
	if want := "[jamo dubeolsik cheonjiin alphabetical numbers]"; fmt.Sprint(crowded) != want {
		t.Errorf("on a crowded screen: %v, want %v", crowded, want)
	}
	if got := k.NextLayout(false).Show(mail).Keyboard(typing.Latin, false).ID; got != "alphabetical" {
		t.Errorf("another field begins with %q", got)
	}
}

func FuzzEntry(f *testing.F) {
	for seed := range uint64(100) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		r := rand.New(rand.NewPCG(seed, 0))
		specs := []entry.Spec{name, mail, pin, {Field: "word", Alphabet: typing.Hangul, Secret: true, Max: 5}}
		vault, visits := map[scene.NodeID]int{}, 0
		var s entry.State
		var spec entry.Spec
		for range 300 {
			var o entry.Outcome
			was := s
			n := r.IntN(18)
			if s.Field == "" && (n < 6 || n > 13) {
				n = 6
			}
			switch n {
			case 0, 1, 2:
				l := s.Keyboard(s.Alphabet, r.IntN(2) == 0)
				row := l.Rows[r.IntN(len(l.Rows))]
				s, o = s.Type(l, row[r.IntN(len(row))])
			case 3:
				s, o = s.Insert([]rune{' ', '7'}[r.IntN(2)])
			case 4:
				s, o = s.Erase()
			case 5:
				s = s.NextLayout(r.IntN(2) == 0)
			case 6, 7:
				if r.IntN(2) == 0 {
					spec = specs[r.IntN(len(specs))]
				}
				if spec.Field == "" || spec.Secret && s.Stashed.Field != "" {
					spec = mail // what is written over a step is no secret
				}
				if spec.Secret && !strings.Contains(string(spec.Field), ".") { // each visit has a field of its own
					visits++
					spec.Field += scene.NodeID(fmt.Sprint(".", visits))
				}
				s = s.Show(spec)
			case 8:
				if s.Stashed.Field == "" {
					s = s.Stash()
				}
			case 9:
				s = s.Unstash()
			case 10:
				s, o = s.Step(input.SecretChanged{Field: []scene.NodeID{"", "pin", "name"}[r.IntN(3)], Count: r.IntN(9)})
				if o != nil || !reflect.DeepEqual(s, was) {
					t.Fatalf("seed %d: news of another field lead to %+v", seed, o)
				}
			case 11:
				if r.IntN(5) == 0 {
					s, vault[s.Field] = s.Clear(), 0
				}
			case 14:
				s = []entry.State{s.BeginCount(), s.EndCount(), s.ShowPad()}[r.IntN(3)]
			case 15:
				s, o = s.Press()
			case 16:
				s, o = s.Unpress()
			case 17:
				s, o = s.Take()
				if v, is := o.(entry.ToVault); is && v.Character != '0'+rune(was.Dial.Presses%10) || s.Dial.Presses != 0 {
					t.Fatalf("seed %d: %d presses give %+v, %+v", seed, was.Dial.Presses, o, s.Dial)
				}
			}
			switch o := o.(type) {
			case entry.ToVault:
				if o.Character == 0 {
					t.Fatalf("seed %d: nothing goes to the vault", seed)
				}
				vault[s.Field]++
			case entry.FromVault:
				if vault[s.Field]--; vault[s.Field] < 0 {
					t.Fatalf("seed %d: the vault holds less than nothing", seed)
				}
			}
			switch o.(type) {
			case entry.ToVault, entry.FromVault:
				s, _ = s.Step(input.SecretChanged{Field: s.Field, Count: vault[s.Field]})
			case entry.Full, entry.NothingToErase:
				now := s
				now.Dial.Presses, was.Dial.Presses = 0, 0
				if !reflect.DeepEqual(now, was) {
					t.Fatalf("seed %d: %+v, and yet %+v became %+v", seed, o, was, s)
				}
			}
			if s.Dial.Presses < 0 || s.Dial.Presses > 10 {
				t.Fatalf("seed %d: %+v", seed, s.Dial)
			}
			for _, d := range []entry.Draft{s.Draft, s.Stashed} {
				if d.Secret && !d.Text.Empty() || !d.Secret && d.Count != 0 {
					t.Fatalf("seed %d: %+v", seed, d)
				}
				if d.Secret && d.Count != vault[d.Field] {
					t.Fatalf("seed %d: the vault holds %d: %+v", seed, vault[d.Field], d)
				}
				if d.Max > 0 && d.Len() > d.Max {
					t.Fatalf("seed %d: more than there is room for: %+v", seed, d)
				}
			}
		}
	})
}
