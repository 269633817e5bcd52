package service

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"modu/accessibility/input"
	"modu/internal/order"
)

// guideExample is the service that the guide explains lists with.
func guideExample(t testing.TB) string {
	t.Helper()
	guide, err := os.ReadFile("../../assets/services/README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(guide), "**Lists.**")
	_, rest, _ = strings.Cut(rest, "```yaml\n")
	svc, _, ok := strings.Cut(rest, "```\n")
	if !ok {
		t.Fatal("the guide has no example of a list")
	}
	return svc
}

const parcelMenu = "version: 1\nitems: [{id: bill, label: b, price: 0}]\n"

func parcelFiles(svc string) fstest.MapFS {
	return fstest.MapFS{"service.yaml": {Data: []byte(svc)}, "menu.yaml": {Data: []byte(parcelMenu)}, "pictures/here.svg": {}, "pictures/held.svg": {}}
}

func parcels(t testing.TB) *Service {
	t.Helper()
	s, issues := Load(parcelFiles(guideExample(t)), "parcels", nil)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	return s
}

// parcelList is an answer with so many parcels, the last of which is held.
func parcelList(n int) string {
	var rows []string
	for i := range n {
		state := "here"
		if i == n-1 {
			state = "held"
		}
		rows = append(rows, fmt.Sprintf(`{"number":"P-%d","sender":"sender %d","since":"26","due":%d,"state":"%s"}`, i+1, i+1, 1000*i, state))
	}
	return `{"parcels":[` + strings.Join(rows, ",") + `]}`
}

// Every mistake about lists, with what to do; each case changes one thing in the example of
// the guide.
func TestLintRows(t *testing.T) {
	example := guideExample(t)
	parcels(t)
	const row = `row: {label: sender, second: since, price: due, closed: 'row.state == "held"', why: which.held}`
	for _, c := range []struct{ old, new, want string }{
		// the declaration
		{"        id: number # by which your program knows a row again\n", "", `the rows of "parcels" have no id; add "id: …"`},
		{"id: number #", "id: numbr #", `the rows of "parcels" have no column "numbr"; did you mean "number"?`},
		{"id: number #", "id: due #", `the id of "parcels" is of type price; name a column of type text or code`},
		{"max: 20", "max: 10001", `"parcels" may have 10001 rows; write 1 to 10000`},
		{"max: 20", "max: -1", `"parcels" may have -1 rows`},
		{"number: {type: code}", "number: {type: cod}", `column type "cod" is not known; did you mean "code"?`},
		{"number: {type: code}", "number: {type: rows}", `column type "rows" is not known`},
		{"values: [here, held]", "counter: cup", `column "state" of type choice has 0 values`},
		{"due: {type: price}", "due: {type: price, counter: cup}", `column "due" of type price is not counted`},
		{"box: {type: code, public: true}", "box: {type: code, public: true, max: 3}", `answer "box" of type code has no rows`},
		{"parcel: {type: row}", "parcel: {type: row, values: [a]}", `field "parcel" is a row and has no values`},
		{"parcel: {type: row}", "parcel: {type: rwo}", `field type "rwo" is not known; did you mean "row"?`},
		// the step that shows them
		{"from: parcels", "from: parcel", `"parcel" is no answer of type rows; did you mean "parcels"?`},
		{"from: parcels", "from: box", `"box" is no answer of type rows`},
		{"    from: parcels # the list\n", "", `step "which" shows rows of no list`},
		{"    " + row + "\n", "", `step "which" does not say how its rows are shown`},
		{"field: parcel #", "field: digits #", `field "digits" is of type entry, which a step of kind choose cannot fill; name a field of type row`},
		{"from: parcels #", "choices: [{value: a, label: a}]\n    from: parcels #", `step "which" has choices of its own and those of a list`},
		{"label: sender, ", "", `row has no "label"`},
		{"label: sender", "label: sendr", `the rows of "parcels" have no column "sendr"; did you mean "sender"?`},
		{"label: sender", "label: due", `column "due" of "parcels" is of type price; name a column of type text or code or choice`},
		{"price: due", "price: since", `column "since" of "parcels" is of type text; name a column of type price`},
		{"price: due", "picture: sender", `column "sender" of "parcels" is of type text; name a column of type choice`},
		{"second: since", "second_label: which.since", `step "which" tells a value of no column; add "second: …"`},
		{"price: due", "price: deu", `the rows of "parcels" have no column "deu"; did you mean "due"?`},
		{", why: which.held", "", `step "which" closes rows without saying why`},
		{`closed: 'row.state == "held"', `, "", `step "which" says why rows are closed, and closes none`},
		{`row.state == "held"`, `row.state == "hold"`, `row.state is never "hold"; did you mean "held"?`},
		{`row.state == "held"`, `row.stat == "held"`, `unknown name "row.stat" in an expression; did you mean "row.state"?`},
		{`row.state == "held"`, `row.due`, "gives int, not bool"},
		// what is made of the row
		{"fields.parcel.due > 0", "fields.parcel.deu > 0", `unknown name "fields.parcel.deu" in an expression; did you mean "fields.parcel.due"?`},
		{`"fields.parcel.due > 0"`, `'fields.parcel.due == "x"'`, "no matching overload"},
		{"fields.parcel.due > 0", "row.due > 0", `unknown name "row.due" in an expression`},
		{`"fields.parcel.due > 0"`, `'fields.parcel == "P-41"'`, `fields.parcel is never "P-41"; known: given`},
		{`"answers.parcels == 0"`, `'answers.parcels == "none"'`, "no matching overload"},
		{"send: [parcel.number]", "send: [parcel.numbr]", `field "parcel.numbr" does not exist; did you mean "parcel.number"?`},
		{"send: [parcel.number]", "send: [parcel]", `field "parcel" is a row, which is not sent as a whole; name one of its columns, as in parcel.number`},
		{"from: parcel.due", "from: parcel.dew", `"parcel.dew" is neither an answer nor a field; did you mean "parcel.due"?`},
		{"from: parcel.due", "from: parcel", `field "parcel" is a row, which is not shown as a whole; name one of its columns`},
		{"from: parcel.due", "from: parcels", `"parcels" is a list, which is no line; have one of its rows chosen`},
		// the order of things
		{"wrong: digits.wrong, next: look", "wrong: digits.wrong, next: which", `step "which" can be reached before "parcels" is answered; put a call that answers "parcels" on every way to it`},
	} {
		svc := strings.Replace(example, c.old, c.new, 1)
		if svc == example {
			t.Fatalf("%q is not in the file", c.old)
		}
		s, issues := Load(parcelFiles(svc), "parcels", nil)
		if s != nil || !strings.Contains(issues.Error(), c.want) {
			t.Errorf("%s → %s\nwant %s\ngot  %v", c.old, c.new, c.want, issues)
		}
	}
	for _, c := range []struct{ old, new, want string }{ // what needs more than one change
		{row, `row: {label: sender, picture: state}`, ""},
		{"values: [here, held]", "values: [here, heldd]", "…"},
	} {
		_, issues := Load(parcelFiles(strings.Replace(example, c.old, c.new, 1)), "parcels", nil)
		if (issues.Err() == nil) != (c.want == "") {
			t.Errorf("%s → %s: %v", c.old, c.new, issues)
		}
	}
	svc := strings.Replace(strings.Replace(example, row, "row: {label: sender, picture: state}", 1), "values: [here, held]", "values: [here, hled]", 1)
	if _, issues := Load(parcelFiles(svc), "parcels", nil); !strings.Contains(issues.Error(), `picture "hled" has no file; did you mean "held"?`) {
		t.Errorf("a picture without a file: %v", issues)
	}
}

// A chosen row is what was answered of it, in guards, in what is sent and in what is billed,
// and is gone with the list that it came from.
func TestChosenRow(t *testing.T) {
	s := parcels(t)
	look, _ := s.Step("look")
	which, _ := s.Step("which")
	answered := func(f Facts, body string) Facts {
		t.Helper()
		v, err := look.Read([]byte(body))
		if err != nil {
			t.Fatal(err)
		}
		return f.With(look, input.EffectID{}, v)
	}
	next := func(step string, f Facts, want string) {
		t.Helper()
		if got, err := s.Next(step, order.Order{}, f); got != want || err != nil {
			t.Errorf("from %s to %q, %v; want %q", step, got, err, want)
		}
	}
	f := answered(nil, parcelList(3))
	next("look", f, "which")
	next("look", answered(nil, parcelList(0)), "none")
	rows := f.Rows(which)
	closed := ""
	for _, row := range rows {
		closed += fmt.Sprint(s.Closed(which, row, order.Order{}, f), " ")
	}
	if closed != "false false true " {
		t.Errorf("closed: %s", closed)
	}
	if f.ChosenRow(which) >= 0 {
		t.Error("a row is chosen before anybody has")
	}
	chosen := f.WithRow(which, rows[1])
	next("which", chosen, "desk")
	next("which", chosen.WithRow(which, rows[0]), "open")
	if got := chosen.Sent("parcel.number", order.Order{}) + chosen.Sent("parcel.due", order.Order{}); got != "P-21000" {
		t.Errorf("sent %q", got)
	}
	if _, ok := f["parcel.number"]; ok || len(chosen.WithoutRow("parcel")) != len(f) {
		t.Error("choosing changed what was there, or taking it back leaves something")
	}
	for body, want := range map[string]int{parcelList(3): 1, parcelList(2): 1, parcelList(1): -1, parcelList(0): -1} {
		if got := answered(chosen, body).ChosenRow(which); got != want {
			t.Errorf("of %s it is row %d, want %d", body, got, want)
		}
	}
	if got := chosen["parcel.number"].Redacted().Value; got.Text != "<personal>" || f["parcels"].Redacted().Rows != nil {
		t.Error("a row that is nobody else's business is disclosed")
	}
}

// Nonsense in a list is refused with its row and column, without quoting it.
func TestRowsAreNotTrusted(t *testing.T) {
	look, _ := parcels(t).Step("look")
	sound := `"number":"P-1","sender":"x","since":"26","due":0,"state":"here"`
	in := func(old, new string) string {
		return `{"parcels":[{` + sound + `},{` + strings.Replace(strings.Replace(sound, "P-1", "P-2", 1), old, new, 1) + `}]}`
	}
	for body, want := range map[string]string{
		`{}`:                                      `"parcels" is missing`,
		`{"parcels":null}`:                        `"parcels" is missing`,
		`{"parcels":"none"}`:                      `"parcels" is no list`,
		`{"parcels":{}}`:                          `"parcels" is no list`,
		`{"parcels":[1]}`:                         `"parcels[1]" is no JSON object`,
		`{"parcels":[null]}`:                      `"parcels[1]" is no JSON object`,
		`{"parcels":[[]]}`:                        `"parcels[1]" is no JSON object`,
		parcelList(21):                            `"parcels" has more rows than it may have`,
		in(`"due":0,`, ``):                        `"parcels[2].due" is missing`,
		in(`"due":0`, `"due":-1`):                 `"parcels[2].due" is out of range`,
		in(`"here"`, `"there"`):                   `"parcels[2].state" is none of its values`,
		in(`"x"`, `""`):                           `"parcels[2].sender" has not 1 to 80 characters`,
		in(`"x"`, `7`):                            `"parcels[2].sender" is no text`,
		in(`"x"`, `{}`):                           `"parcels[2].sender" has not 1 to 80 characters`,
		in(`"x"`, `{"text":"x","tone":"y"}`):      `"parcels[2].sender" is no object of the texts`,
		in(`"x"`, `{"text":"x","spoken":7}`):      `"parcels[2].sender" is no object of the texts`,
		in(`"x"`, `{"text":"x","lang":"e n"}`):    `"parcels[2].sender" is no object of the texts`,
		in(`"x"`, `{"text":"x","easy":"\u0007"}`): `"parcels[2].sender" holds characters that cannot be shown`,
		in(`"x"`, `{"text":"x","spoken":"`+strings.Repeat("가", 81)+`"}`): `"parcels[2].sender" has not 1 to 80 characters`,
		in(`"P-2"`, `{"text":"P-2","lang":"en"}`):                        `"parcels[2].number" is no object of the texts`,
		in(`"P-2"`, `"P-1"`): `"parcels[2].number" is that of another row`,
		strings.Repeat(" ", look.MaxAnswer()) + parcelList(1): "longer",
	} {
		got, err := look.Read([]byte(body))
		if got != nil || !errors.Is(err, ErrAnswer) || !strings.Contains(err.Error(), want) {
			t.Errorf("%.200s: %v, %v; want %s", body, got, err, want)
		}
		if err != nil && (strings.Contains(err.Error(), "P-") || strings.Contains(err.Error(), "there")) {
			t.Errorf("%v quotes what was answered", err)
		}
	}
	got, err := look.Read([]byte(in(`"x"`, `{"text":"Blue Bird","lang":"en","spoken":"blue bird","easy":"a shop"}`)))
	if want := (input.Value{Text: "Blue Bird", Lang: "en", Spoken: "blue bird", Easy: "a shop"}); err != nil || len(got["parcels"].Rows) != 2 || fmt.Sprint(got["parcels"].Rows[1]["sender"]) == "" || got["parcels"].Rows[1]["sender"].Text != want.Text || got["parcels"].Rows[1]["sender"].Easy != want.Easy {
		t.Errorf("forms: %v", err)
	}
}

// The largest answer that fits the declaration is taken, and the bound grows with it.
func TestAnswersAreBounded(t *testing.T) {
	s := parcels(t)
	look, _ := s.Step("look")
	open, _ := s.Step("open")
	if open.MaxAnswer() != plainAnswer || look.MaxAnswer() <= plainAnswer {
		t.Errorf("%d and %d bytes", open.MaxAnswer(), look.MaxAnswer())
	}
	long := strings.Repeat("𝍖", maxAnswerText)
	var rows []string
	for i := range 20 {
		text := fmt.Sprintf(`{"text":"%s","lang":"zh-Hans","spoken":"%s","easy":"%s"}`, long, long, long)
		rows = append(rows, fmt.Sprintf(`{"number":"%d","sender":%s,"since":%s,"due":999999999,"state":"here"}`, i, text, text))
	}
	body := `{"parcels":[` + strings.Join(rows, ",") + `]}`
	if _, err := look.Read([]byte(body)); err != nil {
		t.Errorf("%d bytes of %d: %v", len(body), look.MaxAnswer(), err)
	}
	widest := Step{Kind: Call, Answer: map[string]Result{}}
	of := map[string]Column{}
	for i := range maxColumns {
		of[fmt.Sprint("c", i)] = Column{Type: ResultText}
	}
	widest.Answer["list"] = Result{Type: ResultRows, Max: maxRows, Of: of}
	if widest.MaxAnswer() > 4<<20 {
		t.Errorf("a list may have %d bytes", widest.MaxAnswer())
	}
}

func FuzzRows(f *testing.F) {
	look, _ := parcels(f).Step("look")
	for _, seed := range []string{parcelList(0), parcelList(3), parcelList(21), `{"parcels":[{"number":{"text":"x"}}]}`, `{"parcels":[[[[[[`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		v, err := look.Read(body)
		if (err == nil) == (v == nil) {
			t.Fatal(v, err)
		}
		rows := v["parcels"].Rows
		ids := map[string]bool{}
		for _, row := range rows {
			if len(row) != 5 || row["sender"].Text == "" || row["due"].Number < 0 {
				t.Fatal("a row outside its bounds came through")
			}
			ids[row["number"].Text] = true
		}
		if len(ids) != len(rows) || len(rows) > 20 {
			t.Fatal("rows cannot be told apart, or are too many")
		}
	})
}

// Days and times of day are read as what they are; what a program writes otherwise is refused, and
// as texts they compare as they follow each other.
func TestDaysAndTimes(t *testing.T) {
	for _, c := range []struct {
		kind  ValueType
		raw   string
		want  int64
		wrong Wrong
	}{
		{ResultDate, `"2026-11-28"`, 20785, ""}, {ResultDate, `"1970-01-01"`, 0, ""}, {ResultDate, `"1951-03-09"`, -6873, ""},
		{ResultDate, `"2026-02-29"`, 0, WrongDate}, {ResultDate, `"2026-2-9"`, 0, WrongDate}, {ResultDate, `"28.11.2026"`, 0, WrongDate}, {ResultDate, `"0001-01-01"`, 0, WrongDate},
		{ResultDate, `20261128`, 0, WrongText}, {ResultDate, `{"text":"2026-11-28","easy":"x"}`, 0, WrongForms}, {ResultDate, `""`, 0, WrongLength},
		{ResultTime, `"00:00"`, 0, ""}, {ResultTime, `"09:05"`, 545, ""}, {ResultTime, `"23:59"`, 1439, ""},
		{ResultTime, `"9:05"`, 0, WrongTime}, {ResultTime, `"24:00"`, 0, WrongTime}, {ResultTime, `"2:30 PM"`, 0, WrongTime}, {ResultTime, `"12:60"`, 0, WrongTime},
	} {
		got, wrong := Result{Type: c.kind}.read([]byte(c.raw))
		if wrong != c.wrong || got.Number != c.want {
			t.Errorf("%s %s: %d, %q; want %d, %q", c.kind, c.raw, got.Number, wrong, c.want, c.wrong)
		}
		if wrong == "" && `"`+got.Text+`"` != c.raw {
			t.Errorf("%s is sent on as %q", c.raw, got.Text)
		}
	}
	if seen := (Result{Type: ResultDate}).seen(input.Value{Text: "2026-11-28", Number: 20785}); seen != "2026-11-28" {
		t.Errorf("a guard compares with %v", seen)
	}
}
