package service

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"cel.dev/cel-go/cel"

	"modu/accessibility/input"
	"modu/internal/order"
)

// hallExample is the service that the guide explains seats with.
func hallExample(t testing.TB) string {
	t.Helper()
	guide, err := os.ReadFile("../../assets/services/README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(guide), "**Seats.**")
	_, rest, _ = strings.Cut(rest, "```yaml\n")
	svc, _, ok := strings.Cut(rest, "```\n")
	if !ok {
		t.Fatal("the guide has no example of seats")
	}
	return svc
}

func hall(t testing.TB) *Service {
	t.Helper()
	s, issues := Load(fstest.MapFS{"service.yaml": {Data: []byte(hallExample(t))}}, "hall", nil)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	return s
}

// Every mistake about seats, with what to do; each case changes one thing in the example of
// the guide.
func TestLintSeats(t *testing.T) {
	example := hallExample(t)
	hall(t)
	const how = `    seats: {take: 'fields.people == "four" ? 4 : fields.people == "two" ? 2 : 1', title: seats.which, best: middle}` + "\n"
	const take = `'fields.people == "four" ? 4 : fields.people == "two" ? 2 : 1'`
	for _, c := range []struct{ old, new, want string }{
		{"max: 40", "max: 201", `"plan" may have 201 rows; write 1 to 200`},
		{"max: 40", "id: x", `the rows of seats of "plan" have columns of their own; keep of and id for the type rows`},
		{"type: seats, max", "type: seat, max", `answer type "seat" is not known; did you mean "seats"?`},
		{"seat: {type: seats}", "seat: {type: seats, values: [a]}", `field "seat" is seats and has no values; remove them`},
		{"seat: {type: seats}", "seat: {type: row}", `field "seat" is of type row, which a step of kind seats cannot fill; name a field of type seats`},
		{"field: seat\n", "field: seet\n", `field "seet" of step "seats" does not exist; did you mean "seat"?`},
		{"    from: plan\n", "", `step "seats" shows seats of no plan; add "from: …"`},
		{"from: plan", "from: plam", `"plam" is no answer of type seats; did you mean "plan"?`},
		{"from: plan", "from: result", `"result" is no answer of type seats`},
		{how, "", `step "seats" does not say how many seats are chosen; add "seats: {take: …}"`},
		{"take: " + take + ", ", "", `seats has no "take"`},
		{take, `'fields.people'`, "gives string, not int"},
		{take, `'fields.peple == "two" ? 2 : 1'`, `unknown name "fields.peple"`},
		{take, `'fields.people == "tow" ? 2 : 1'`, `fields.people is never "tow"; did you mean "two"?`},
		{"best: middle", "best: midle", `"midle"`},
		{"send: [seat.ids]", "send: [seat]", `field "seat" is a row, which is not sent as a whole; name one of its columns, as in seat.places`},
		{"send: [seat.ids]", "send: [seat.id]", `field "seat.id" does not exist; did you mean "seat.ids"?`},
		{"from: seat.places", "from: plan", `"plan" is a plan of seats, which is no line; have some of them chosen`},
		{`"answers.plan == 0"`, `'answers.plan == "0"'`, "no matching overload"},
		{`answers.result == "taken"`, `fields.seat.kind == "wheelchiar"`, `fields.seat.kind is never "wheelchiar"; did you mean "wheelchair"?`},
		{`{when: "answers.plan == 0", go: full}, {go: seats}`, `{when: "answers.plan == 0", go: full}, {go: hold}`, `step "seats" can never be reached`},
		{"label: people.four}]\n    next: look", "label: people.four, go: seats}]\n    next: look", `step "seats" can be reached before "plan" is answered; put a call that answers "plan" on every way to it`},
	} {
		svc := strings.Replace(example, c.old, c.new, 1)
		if svc == example {
			t.Fatalf("%q is not in the file", c.old)
		}
		s, issues := Load(fstest.MapFS{"service.yaml": {Data: []byte(svc)}}, "hall", nil)
		if s != nil || !strings.Contains(issues.Error(), c.want) {
			t.Errorf("%s → %s\nwant %s\ngot  %v", c.old, c.new, c.want, issues)
		}
		for _, is := range issues {
			if is.Line == 0 || is.File == "" {
				t.Errorf("%s → %s: %v has no place", c.old, c.new, is)
			}
		}
	}
}

// seatRows are rows of seats as a program writes them, each as zone, row, places and marks.
func seatRows(rows ...string) string {
	var out []string
	for i, row := range rows {
		v := strings.Split(row, ";")
		one := fmt.Sprintf(`{"id":"r%d","zone":"%s","row":"%s","places":"%s"`, i+1, v[0], v[1], v[2])
		for _, mark := range v[3:] {
			name, value, _ := strings.Cut(mark, "=")
			one += fmt.Sprintf(`,"%s":"%s"`, name, value)
		}
		out = append(out, one+"}")
	}
	return `{"plan":[` + strings.Join(out, ",") + `]}`
}

// Nonsense in a plan is refused with its row and value, without quoting it.
func TestSeatsAreNotTrusted(t *testing.T) {
	look, _ := hall(t).Step("look")
	sound := `"id":"B8","zone":"x","row":"8","places":"A B | C","taken":"A","wheelchair":"B","companion":"C"`
	in := func(old, new string) string {
		return `{"plan":[{` + strings.Replace(sound, "B8", "A1", 1) + `},{` + strings.Replace(sound, old, new, 1) + `}]}`
	}
	wide := "x"
	for i := range maxPlaces {
		wide += fmt.Sprint(" ", i)
	}
	var zones, many []string
	for i := range maxZones + 1 {
		zones = append(zones, fmt.Sprintf("z%d;1;A", i))
	}
	for range 41 {
		many = append(many, "z;1;A")
	}
	for body, want := range map[string]string{
		`{}`:                               `"plan" is missing`,
		`{"plan":null}`:                    `"plan" is missing`,
		`{"plan":{}}`:                      `"plan" is no list`,
		`{"plan":[null]}`:                  `"plan[1]" is no JSON object`,
		`{"plan":["A B"]}`:                 `"plan[1]" is no JSON object`,
		seatRows(many...):                  `"plan" has more rows than it may have`,
		seatRows(zones...):                 `"plan[25].zone" has more rows than it may have`,
		in(`"row":"8",`, ``):               `"plan[2].row" is missing`,
		in(`"row":"8"`, `"row":8`):         `"plan[2].row" is no text`,
		in(`"row":"8"`, `"row":""`):        `"plan[2].row" has not 1 to 80 characters`,
		in(`"row":"8"`, `"row":"1234567"`): `"plan[2].row" has not 1 to 80 characters`,
		in(`"row":"8"`, `"row":"\u0007"`):  `"plan[2].row" holds characters that cannot be shown`,
		in(`"zone":"x"`, `"zone":""`):      `"plan[2].zone" has not 1 to 80 characters`,
		in(`"zone":"x"`, `"zone":{"text":"x","tone":"y"}`): `"plan[2].zone" is no object of the texts`,
		in(`"B8"`, `"A1"`):                       `"plan[2].id" is that of another row`,
		in(`"B8"`, `"B 8"`):                      `"plan[2].id" does not name a row`,
		in(`"B8"`, `"가"`):                        `"plan[2].id" does not name a row`,
		in(`"A B | C"`, `"A A"`):                 `"plan[2].places" does not name`,
		in(`"A B | C"`, `"| |"`):                 `"plan[2].places" does not name`,
		in(`"A B | C"`, `"`+wide+`"`):            `"plan[2].places" does not name`,
		in(`"A B | C"`, `["A","B"]`):             `"plan[2].places" is no text`,
		in(`"taken":"A"`, `"taken":"D"`):         `"plan[2].taken" does not name`,
		in(`"taken":"A"`, `"taken":"|"`):         `"plan[2].taken" does not name`,
		in(`"companion":"C"`, `"companion":"B"`): `"plan[2].companion" does not name`,
		in(`"wheelchair":"B"`, `"wheelchair":1`): `"plan[2].wheelchair" is no text`,
	} {
		got, err := look.Read([]byte(body))
		if got != nil || !errors.Is(err, ErrAnswer) || !strings.Contains(err.Error(), want) {
			t.Errorf("%.200s: %v, %v; want %s", body, got, err, want)
		}
		if err != nil && (strings.Contains(err.Error(), "B8") || strings.Contains(err.Error(), "A1")) {
			t.Errorf("%v quotes what was answered", err)
		}
	}
	got, err := look.Read([]byte(in(`"taken":"A",`, ``)))
	if rows := got["plan"].Seats; err != nil || len(rows) != 2 || fmt.Sprint(rows[0].Places) != "[{A ordinary true} {B wheelchair false} {  false} {C companion false}]" || rows[1].Places[0].Taken {
		t.Errorf("%v, %v", rows, err)
	}
}

// proposed is what a plan proposes in each of its zones for so many people, one line each.
func proposed(t testing.TB, take int, seating Seating, rows ...string) string {
	t.Helper()
	look := Step{Kind: Call, Answer: map[string]Result{"plan": {Type: ResultSeats}}}
	v, err := look.Read([]byte(seatRows(rows...)))
	if err != nil {
		t.Fatal(err)
	}
	s := hall(t)
	seating.Take = fmt.Sprint(take)
	if p := s.programs.compile(stepScope, seating.Take, cel.IntType); p != nil {
		t.Fatal(p)
	}
	plan := s.SeatPlan(Step{From: "plan", Seats: &seating}, order.Order{}, Facts{"plan": {Value: v["plan"]}})
	var out []string
	for i, z := range plan.Zones {
		name := z.Name.Text
		if z.Wheelchair {
			name = "wheelchair"
		}
		out = append(out, fmt.Sprint(name, " ", z.Free, " ", z.Fits))
		for _, p := range plan.Proposals(i, 3) {
			one := fmt.Sprint("  ", strings.Join(p.ids(), " "), " ", p.Together, " ", p.Line)
			for word, is := range map[string]bool{"aisle": p.Aisle, "window": p.Window, "companion": p.Companion} {
				if is {
					one += " " + word[:1]
				}
			}
			out = append(out, sortedTail(one))
		}
	}
	return strings.Join(out, "\n")
}

// sortedTail puts the single letters at the end of a line in order.
func sortedTail(line string) string {
	for _, letter := range []string{" a", " c", " w"} {
		if rest, has := strings.CutSuffix(strings.Replace(line+" ", letter+" ", " ", 1), " "); has && rest != line {
			line = strings.TrimSuffix(rest, " ") + strings.ToUpper(letter)
		}
	}
	return line
}

func TestProposals(t *testing.T) {
	for _, c := range []struct {
		name    string
		take    int
		seating Seating
		rows    []string
		want    string
	}{
		{"neighbours first, and nobody is left alone", 2, Seating{}, []string{"z;1;A B C | D E"},
			"z 5 true\n  r1-D r1-E beside 1 A\n  r1-A r1-B beside 1"},
		{"an aisle between them is better than two rows", 2, Seating{}, []string{"z;1;A B | C D;taken=A D", "z;2;A B | C D;taken=A C D"},
			"z 3 true\n  r1-B r1-C across 1 A"},
		{"two rows are better than apart", 2, Seating{}, []string{"z;1;A B;taken=B", "z;2;A B;taken=B"},
			"z 2 true\n  r1-A r2-A behind 1"},
		{"apart where there is nothing else", 2, Seating{}, []string{"z;1;A B;taken=B", "z;2;A B;taken=A"},
			"z 2 true\n  r1-A r2-B apart 1"},
		{"too few", 3, Seating{}, []string{"z;1;A B"}, "z 2 false"},
		{"none is free", 1, Seating{}, []string{"z;1;A B;taken=A B"}, "z 0 false"},
		{"nobody comes", 0, Seating{}, []string{"z;1;A B"}, "z 2 false"},
		{"too many come", 10, Seating{}, []string{"z;1;A B C D E F G H I J K L"}, "z 12 false"},
		{"from the middle", 1, Seating{Best: BestMiddle}, []string{"z;1;A", "z;2;A", "z;3;A"}, "z 3 true\n  r2-A  2\n  r1-A  1\n  r3-A  3"},
		{"from the rear", 1, Seating{Best: BestRear}, []string{"z;1;A", "z;2;A"}, "z 2 true\n  r2-A  2\n  r1-A  1"},
		{"zones of one room are counted from its front", 1, Seating{}, []string{"y;1;A;taken=A", "z;2;A"}, "y 0 false\nz 1 true\n  r2-A  2"},
		{"rooms of their own", 1, Seating{Apart: true, Windows: true}, []string{"y;1;A;taken=A", "z;1;A B | C"}, "y 0 false\nz 3 true\n  r2-C  1 A W\n  r2-A  1 W\n  r2-B  1 A"},
		{"a wheelchair is with its companion, and its place is nobody else's", 2, Seating{}, []string{"z;1;A B C D;wheelchair=C;companion=D", "z;2;A B"},
			"z 4 true\n  r1-A r1-B beside 1\n  r2-A r2-B beside 2\nwheelchair 1 true\n  r1-C r1-D beside 1 C"},
		{"a wheelchair alone", 1, Seating{}, []string{"z;1;A B;wheelchair=A;companion=B"}, "wheelchair 1 true\n  r1-A  1"},
		{"more companions than places for them", 3, Seating{}, []string{"z;1;A B | C D;wheelchair=B;companion=A", "z;2;A B"},
			"z 4 true\n  r1-C r1-D r2-A apart 1 A\nwheelchair 1 true\n  r1-A r1-B r1-C across 1 A C"},
		{"no room beside a wheelchair", 2, Seating{}, []string{"y;1;A;wheelchair=A", "z;2;B"}, "z 1 false\nwheelchair 1 false"},
		{"all spaces are taken", 1, Seating{}, []string{"z;1;A B;wheelchair=A;taken=A"}, "z 1 true\n  r1-B  1\nwheelchair 0 false"},
	} {
		if got := proposed(t, c.take, c.seating, c.rows...); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

// What was chosen is sent, looked at by guards, and gone once one of the seats is.
func TestChosenSeats(t *testing.T) {
	s := hall(t)
	look, _ := s.Step("look")
	seats, _ := s.Step("seats")
	o := order.Order{}.WithAnswer("people", "two")
	answered := func(f Facts, rows ...string) Facts {
		v, err := look.Read([]byte(seatRows(rows...)))
		if err != nil {
			t.Fatal(err)
		}
		return f.With(look, input.EffectID{}, v)
	}
	next := func(f Facts, want string) {
		t.Helper()
		if got, err := s.Next("look", o, f); got != want || err != nil {
			t.Errorf("to %q, %v; want %q", got, err, want)
		}
	}
	next(answered(nil), "full")
	next(answered(nil, "z;1;A;taken=A"), "full")
	f := answered(nil, "z;1;A B C D;wheelchair=C;companion=D")
	next(f, "seats")
	plan := s.SeatPlan(seats, o, f)
	for zone, want := range []string{"r1-A r1-B ordinary 2 z", "r1-C r1-D wheelchair 2 z"} {
		chosen := f.WithSeats(seats, plan.Proposals(zone, 1)[0])
		got := ""
		for _, column := range []string{"ids", "kind", "count", "zone"} {
			got += " " + chosen.Sent("seat."+column, o)
		}
		if got != " "+want {
			t.Errorf("sent %q, want %q", got, want)
		}
		if chosen["seat.places"].Redacted().Seats == nil { // the plan of the guide is public
			t.Error("what anybody may hear is kept back")
		}
		if _, ok := f["seat.ids"]; ok || len(chosen.WithoutRow("seat")) != len(f) {
			t.Error("choosing changed what was there, or taking it back leaves something")
		}
	}
	chosen := f.WithSeats(seats, plan.Proposals(0, 1)[0])
	for rows, stand := range map[string]bool{"z;1;A B;": true, "z;1;A B C;taken=C": true, "z;1;A B;taken=B": false, "z;1;A C": false} {
		rows = strings.TrimSuffix(rows, ";")
		if got := answered(chosen, rows).SeatsStand(seats); got != stand {
			t.Errorf("%s: the seats stand: %v", rows, got)
		}
	}
	if _, ok := s.Retaken(seats, o, f, chosen); !ok {
		t.Error("nothing has changed, and the seats are chosen no more")
	}
	if _, ok := s.Retaken(seats, o.WithAnswer("people", "one"), f, chosen); ok {
		t.Error("one person has two seats")
	}
}

func FuzzSeats(f *testing.F) {
	s := hall(f)
	look, _ := s.Step("look")
	seats, _ := s.Step("seats")
	for _, seed := range []string{seatRows(), seatRows("z;1;A B | C;taken=A"), seatRows("z;1;A B;wheelchair=A;companion=B", "y;2;A"), `{"plan":[{"places":"| |"}]}`, `{"plan":[[[[`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		v, err := look.Read(body)
		if (err == nil) == (v == nil) {
			t.Fatal(v, err)
		}
		for _, who := range []string{"one", "two", "four"} {
			o := order.Order{}.WithAnswer("people", who)
			facts := Facts{}.With(look, input.EffectID{}, v)
			plan := s.SeatPlan(seats, o, facts)
			for i, z := range plan.Zones {
				ps := plan.Proposals(i, 12)
				if z.Fits != (len(ps) > 0) {
					t.Fatalf("%v, and %d proposals", z.Fits, len(ps))
				}
				used := map[string]bool{}
				for _, p := range ps {
					if len(p.Places) != plan.Take || !facts.WithSeats(seats, p).SeatsStand(seats) {
						t.Fatal("what is proposed cannot be had")
					}
					for _, id := range p.ids() {
						if used[id] {
							t.Fatal("two proposals share a seat")
						}
						used[id] = true
					}
				}
			}
		}
	})
}
