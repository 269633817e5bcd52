package service

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"modu/accessibility/input"
	"modu/internal/datafile"
	"modu/internal/order"
)

const (
	// maxPlaces bounds a row of seats: a picture of wider rows shows no place any more.
	maxPlaces = 40
	// maxPlaceName bounds what is written on a row or a seat, in code points.
	maxPlaceName = 6
	// maxZones bounds what is chosen from first.
	maxZones = 24
	// MaxSeats bounds how many are chosen at once: who comes with more buys for a group, and
	// seats for them are for staff to find.
	MaxSeats = 9
	// aisle stands between two places of a row.
	aisle = "|"
)

// ResultSeats is the type of an answer that is a plan of seats; resultPlaces that of the seats
// that were chosen of one, which no file declares.
const (
	ResultSeats  ValueType = "seats"
	ResultPlaces ValueType = "places"
)

// The columns of chosen seats.
const (
	SeatIDs    = "ids"    // of all, with spaces between them, as they are sent
	SeatPlaces = "places" // in words
	SeatZone   = "zone"
	SeatsKind  = "kind" // ordinary, or wheelchair where a space for one is among them
	SeatCount  = "count"
)

// seatColumns are the columns of seats that are chosen of a plan.
func (r Result) seatColumns() map[string]Result {
	return map[string]Result{
		SeatIDs:    {Type: ResultCode, Public: r.Public},
		SeatPlaces: {Type: ResultPlaces, Public: r.Public},
		SeatZone:   {Type: ResultText, Public: r.Public},
		SeatsKind:  {Type: ResultChoice, Values: []string{string(input.Ordinary), string(input.Wheelchair)}, Public: r.Public},
		SeatCount:  {Type: ResultCount, Public: r.Public},
	}
}

// columned reports whether the answer to a field has columns, and is named by them.
func (f Field) columned() bool {
	return f.Type == RowField || f.Type == RowsField || f.Type == SeatsField
}

// seatRowID is how a row of seats is named: ids of seats are sent with spaces between them.
var seatRowID = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,15}$`)

// readSeats takes a plan of seats apart. in says in which row and value it goes wrong, counted
// from 1, and never what stands there.
func (r Result) readSeats(raw json.RawMessage) (rows []input.SeatRow, in string, wrong Wrong) {
	list, wrong := r.entries(raw)
	if wrong != "" {
		return nil, "", wrong
	}
	met, zones := map[string]bool{}, map[string]bool{}
	for i, one := range list {
		cells, ok := cellsOf(one)
		if !ok {
			return nil, fmt.Sprintf("[%d]", i+1), WrongObject
		}
		row, name, wrong := readSeatRow(cells)
		zones[row.Zone.Text] = true
		switch {
		case wrong != "":
		case met[row.ID]:
			name, wrong = "id", WrongTwice
		case len(zones) > maxZones:
			name, wrong = "zone", WrongMany
		}
		if wrong != "" {
			return nil, fmt.Sprintf("[%d].%s", i+1, name), wrong
		}
		met[row.ID] = true
		rows = append(rows, row)
	}
	return rows, "", ""
}

// readSeatRow takes one row of a plan apart; in is the value that goes wrong.
func readSeatRow(cells map[string]json.RawMessage) (row input.SeatRow, in string, wrong Wrong) {
	texts := map[string]string{}
	for _, name := range [...]string{"id", "zone", "row", "places", "taken", "wheelchair", "companion"} {
		v, wrong := readSeatText(name, cells[name])
		if wrong != "" {
			return row, name, wrong
		}
		if texts[name] = v.Text; name == "zone" {
			row.Zone = v
		}
	}
	row.ID, row.Name = texts["id"], texts["row"]
	if !seatRowID.MatchString(row.ID) {
		return row, "id", WrongPlaces
	}
	if row.Places = seatsOf(texts["places"]); row.Places == nil {
		return row, "places", WrongPlaces
	}
	for _, name := range [...]string{"taken", "wheelchair", "companion"} {
		if !marked(row.Places, name, texts[name]) {
			return row, name, WrongPlaces
		}
	}
	return row, "", ""
}

// readSeatText reads one value of a row of seats. What marks places may be left out.
func readSeatText(name string, raw json.RawMessage) (input.Value, Wrong) {
	switch name {
	case "taken", "wheelchair", "companion":
		if len(raw) == 0 || bytes.Equal(raw, []byte(`""`)) || bytes.Equal(raw, []byte("null")) {
			return input.Value{}, ""
		}
	}
	limit := maxPlaces * (maxPlaceName + 1)
	switch name {
	case "zone":
		return Result{Type: ResultText}.read(raw)
	case "row":
		limit = maxPlaceName
	}
	if len(raw) == 0 || bytes.Equal(raw, []byte("null")) {
		return input.Value{}, WrongMissing
	}
	var text string
	if json.Unmarshal(raw, &text) != nil {
		return input.Value{}, WrongText
	}
	if text == "" {
		return input.Value{}, WrongLength
	}
	return input.Value{Text: text}, printable(text, limit)
}

// seatsOf are the places that a text names, from left to right; nil where it names none, too
// many, or one twice.
func seatsOf(text string) []input.Seat {
	var out []input.Seat
	for _, name := range strings.Fields(text) {
		s := input.Seat{Name: name, Kind: input.Ordinary}
		if name == aisle {
			s = input.Seat{}
		}
		if len([]rune(name)) > maxPlaceName || s.Name != "" && slices.Contains(out, s) {
			return nil
		}
		out = append(out, s)
	}
	if len(out) > maxPlaces || !slices.ContainsFunc(out, func(s input.Seat) bool { return s.Name != "" }) {
		return nil
	}
	return out
}

// marked marks the places that a text names, and reports whether all are there and no place is
// of two kinds.
func marked(places []input.Seat, as, text string) bool {
	for _, name := range strings.Fields(text) {
		i := slices.IndexFunc(places, func(s input.Seat) bool { return s.Name == name })
		switch {
		case i < 0:
			return false
		case as == "taken":
			places[i].Taken = true
		case places[i].Kind != input.Ordinary:
			return false
		default:
			places[i].Kind = input.SeatKind(as)
		}
	}
	return true
}

// seatID is what a program is told of a seat.
func seatID(row *input.SeatRow, s input.Seat) string { return row.ID + "-" + s.Name }

// Taking is how many seats a step has chosen; where that cannot be told, none.
func (s *Service) Taking(st Step, o order.Order, f Facts) int {
	n, err := s.programs.int(st.Seats.Take, s.orderInput(o, f))
	if err != nil {
		return 0
	}
	return int(min(max(n, 0), MaxSeats+1))
}

// SeatPlan is the plan that a step offers, with what can be chosen of it.
func (s *Service) SeatPlan(st Step, o order.Order, f Facts) SeatPlan {
	p := SeatPlan{Take: s.Taking(st, o, f), Rows: f[st.From].Seats, seating: *st.Seats}
	wheelchairs := Zone{Wheelchair: true}
	for _, row := range p.Rows {
		i := slices.IndexFunc(p.Zones, func(z Zone) bool { return z.Name.Text == row.Zone.Text })
		if i < 0 {
			i, p.Zones = len(p.Zones), append(p.Zones, Zone{Name: row.Zone})
		}
		for _, seat := range row.Places {
			switch {
			case seat.Kind == input.Wheelchair:
				wheelchairs.all++
				wheelchairs.Free += free(seat)
			case seat.Kind == input.Ordinary:
				p.Zones[i].all++
				p.Zones[i].Free += free(seat)
			}
		}
	}
	p.Zones = slices.DeleteFunc(append(p.Zones, wheelchairs), func(z Zone) bool { return z.all == 0 })
	for i := range p.Zones {
		z := &p.Zones[i] // wherever there is room for all, they are seated somehow
		z.Fits = p.Take > 0 && p.Take <= MaxSeats && z.Free >= p.Take
		if z.Wheelchair {
			z.Fits = len(p.Proposals(i, 1)) > 0
		}
	}
	return p
}

func free(s input.Seat) int {
	if s.Taken {
		return 0
	}
	return 1
}

// WithSeats chooses seats for the field of a step. It returns a new value.
func (f Facts) WithSeats(st Step, p Proposal) Facts {
	out, plan := f.WithoutRow(st.Field), f[st.From]
	values := map[string]input.Value{
		SeatIDs:    {Text: strings.Join(p.ids(), " ")},
		SeatPlaces: {Seats: p.Rows()},
		SeatZone:   p.Places[0].Row.Zone,
		SeatsKind:  {Text: string(input.Ordinary)},
		SeatCount:  {Number: int64(len(p.Places))},
	}
	if slices.ContainsFunc(p.Places, func(s Place) bool { return s.Kind == input.Wheelchair }) {
		values[SeatsKind] = input.Value{Text: string(input.Wheelchair)}
	}
	for name, r := range plan.seatColumns() {
		out[columnOf(st.Field, name)] = Fact{r, values[name], st.ID, input.EffectID{}}
	}
	return out
}

// Sits reports whether a proposal is what was chosen for the field of a step.
func (f Facts) Sits(st Step, p Proposal) bool {
	return f[columnOf(st.Field, SeatIDs)].Text == strings.Join(p.ids(), " ")
}

// SeatsStand reports whether the seats that were chosen for the field of a step are still free
// on the plan as it was answered last.
func (f Facts) SeatsStand(st Step) bool {
	chosen, ok := f[columnOf(st.Field, SeatIDs)]
	open := map[string]bool{}
	rows := f[st.From].Seats
	for i := range rows {
		row := &rows[i]
		for _, s := range row.Places {
			open[seatID(row, s)] = !s.Taken && s.Name != ""
		}
	}
	return ok && !slices.ContainsFunc(strings.Fields(chosen.Text), func(id string) bool { return !open[id] })
}

// Retaken is the facts with the seats that were chosen in others, where they are still free and
// still as many as are wanted.
func (s *Service) Retaken(st Step, o order.Order, f, then Facts) (Facts, bool) {
	out := f.WithStep(st.ID, then)
	count := out[columnOf(st.Field, SeatCount)]
	return out, st.Kind == Seats && out.SeatsStand(st) && count.Number == int64(s.Taking(st, o, f))
}

// lintSeats checks a step that has seats chosen.
func (l *loader) lintSeats(at string, st Step) {
	doc := l.svcDoc
	l.fieldOf(at, st, SeatsField)
	if st.Seats == nil {
		l.add(doc, at, `add "seats: {take: …}" with how many are chosen`, "step %q does not say how many seats are chosen", st.ID)
	} else {
		l.telling(doc, at+".seats.title", st.Seats.Title, "")
		if bests := []string{string(BestFront), string(BestMiddle), string(BestRear)}; st.Seats.Best != "" && !slices.Contains(bests, string(st.Seats.Best)) {
			l.add(doc, at+".seats.best", datafile.Suggest(string(st.Seats.Best), bests), "rows %q are not known", st.Seats.Best)
		}
	}
	if st.From == "" {
		l.add(doc, at, `add "from: …" with the answer of type seats`, "step %q shows seats of no plan", st.ID)
		return
	}
	if l.svc.results[st.From].Type != ResultSeats {
		l.add(doc, at+".from", datafile.Suggest(st.From, l.svc.ofType(ResultSeats)), "%q is no answer of type seats", st.From)
		return
	}
	if of := l.svc.listOf[st.Field]; of != st.From && of != "" {
		l.add(doc, at+".from", "give each plan a field of its own", "field %q takes seats of %q and of %q", st.Field, of, st.From)
	}
}

// rank tells which of the rows of a zone is proposed first.
func (b BestSeats) rank(i, n int) int {
	switch b {
	case BestMiddle:
		return max(i-(n-1)/2, (n-1)/2-i)
	case BestRear:
		return n - 1 - i
	}
	return i
}

// Zone is a part of a room, or a car of a train; or all spaces for wheelchairs.
type Zone struct {
	Name       input.Value // of wheelchairs: none
	Wheelchair bool
	Free       int  // places that can be had in it
	Fits       bool // as many as are wanted

	all int // places, free or not
}

// SeatPlan is a plan of seats, and how many are wanted of it.
type SeatPlan struct {
	Take  int
	Zones []Zone // in the order of the program; that of wheelchairs is the last
	Rows  []input.SeatRow

	seating Seating
}

// Place is one seat that is proposed.
type Place struct {
	input.Seat
	Row    *input.SeatRow // never written to
	line   int            // of the row, from 0
	column int            // among the places of the row
	lonely bool
}

// Together says how people sit on the seats of a proposal.
type Together string

// The ways, the best first; "" is one seat alone.
const (
	TogetherBeside Together = "beside"
	TogetherAcross Together = "across" // with an aisle between them
	TogetherBehind Together = "behind" // in two rows, one behind the other
	TogetherApart  Together = "apart"
)

// Proposal is as many seats as are wanted.
type Proposal struct {
	Places    []Place
	Together  Together
	Line      int  // of its first row, counted from 1 at the front
	Aisle     bool // one of them is at an aisle
	Window    bool // one of them is at a window
	Companion bool // one of them is for who comes along with a wheelchair
}

func (p Proposal) ids() (out []string) {
	for _, s := range p.Places {
		out = append(out, seatID(s.Row, s.Seat))
	}
	return out
}

// Rows are the rows of a proposal with the places of it alone.
func (p Proposal) Rows() (out []input.SeatRow) {
	for _, s := range p.Places {
		if last := len(out) - 1; last >= 0 && out[last].ID == s.Row.ID {
			out[last].Places = append(out[last].Places, s.Seat)
			continue
		}
		out = append(out, input.SeatRow{ID: s.Row.ID, Zone: s.Row.Zone, Name: s.Row.Name, Places: []input.Seat{s.Seat}})
	}
	return out
}

// Has reports whether a place of a row is one of the proposal.
func (p Proposal) Has(row *input.SeatRow, s input.Seat) bool {
	return s.Name != "" && slices.ContainsFunc(p.Places, func(x Place) bool { return x.Row.ID == row.ID && x.Name == s.Name })
}

// Room are the rows of the room in which a proposal is, from the front.
func (p SeatPlan) Room(of Proposal) []input.SeatRow {
	if !p.seating.Apart {
		return p.Rows
	}
	var out []input.SeatRow
	for _, row := range p.Rows {
		if row.Zone.Text == of.Places[0].Row.Zone.Text {
			out = append(out, row)
		}
	}
	return out
}

// line is one row of a zone with the places that may be proposed; the others are as taken.
type line struct {
	at    int // among the rows of the plan
	rank  int
	seats []Place // free ones, from left to right
}

// Proposals are at most so many ways to sit in a zone, the best first: neighbours together,
// then nobody left alone beside them, then the best rows. No two share a seat.
func (p SeatPlan) Proposals(zone, most int) []Proposal {
	if zone < 0 || zone >= len(p.Zones) || p.Take < 1 || p.Take > MaxSeats {
		return nil
	}
	var sets [][]Place
	if p.Zones[zone].Wheelchair {
		sets = p.besideWheelchairs()
	} else {
		sets = p.inZone(zone)
	}
	return p.best(sets, most)
}

// inZone are the sets of ordinary seats of a zone that may be proposed.
func (p SeatPlan) inZone(zone int) (sets [][]Place) {
	lines := p.lines(p.Zones[zone].Name.Text, input.Ordinary)
	for i, l := range lines {
		for _, run := range runs(l) {
			for at := 0; at+p.Take <= len(run); at++ {
				set := slices.Clone(run[at : at+p.Take])
				set[0].lonely = beyond(run, at, -1) == 1 || beyond(run, at+p.Take-1, 1) == 1
				sets = append(sets, set)
			}
		}
		if next := i + 1; next < len(lines) && p.Take > 1 && lines[next].at == l.at+1 {
			sets = append(sets, stacked(l, lines[next], p.Take)...)
		}
	}
	if len(sets) == 0 { // whoever comes is seated, if there is room at all
		var all []Place
		slices.SortStableFunc(lines, func(a, b line) int { return cmp.Compare(a.rank, b.rank) })
		for _, l := range lines {
			all = append(all, l.seats...)
		}
		if len(all) >= p.Take {
			sets = append(sets, inOrder(all[:p.Take]))
		}
	}
	return sets
}

// lines are the rows of a zone, of "" all, with their free places of some kinds.
func (p SeatPlan) lines(zone string, kinds ...input.SeatKind) (out []line) {
	for at := range p.Rows {
		row := &p.Rows[at]
		if zone != "" && row.Zone.Text != zone {
			continue
		}
		l := line{at: at}
		for column, s := range row.Places {
			if !s.Taken && slices.Contains(kinds, s.Kind) {
				l.seats = append(l.seats, Place{Seat: s, Row: row, line: at, column: column})
			}
		}
		out = append(out, l)
	}
	for i := range out {
		out[i].rank = p.seating.Best.rank(i, len(out))
	}
	return out
}

// runs are the free places of a row that stand beside each other, over aisles, too.
func runs(l line) (out [][]Place) {
	var run []Place
	for _, s := range l.seats {
		if n := len(run); n > 0 && !beside(run[n-1], s, true) {
			out, run = append(out, run), nil
		}
		run = append(run, s)
	}
	if run != nil {
		out = append(out, run)
	}
	return out
}

// beside reports whether nobody sits between two places of a row, the first being left of the
// second; over says that an aisle between them does not count.
func beside(a, b Place, over bool) bool {
	for c := a.column + 1; c < b.column; c++ {
		if !over || a.Row.Places[c].Name != "" {
			return false
		}
	}
	return a.line == b.line
}

// beyond is how many free places of a run stand beside one of it, in a direction, up to an
// aisle.
func beyond(run []Place, at, step int) (n int) {
	for i := at + step; i >= 0 && i < len(run); i += step {
		left, right := min(i, i-step), max(i, i-step)
		if !beside(run[left], run[right], false) {
			break
		}
		n++
	}
	return n
}

// stacked are sets of places in two rows, half of them behind the others.
func stacked(front, rear line, take int) (sets [][]Place) {
	first := (take + 1) / 2
	for i := 0; i+first <= len(front.seats); i++ {
		a := front.seats[i : i+first]
		for j := 0; j+take-first <= len(rear.seats); j++ {
			b := rear.seats[j : j+take-first]
			if inARow(a, false) && inARow(b, false) && a[0].column == b[0].column {
				sets = append(sets, slices.Concat(a, b))
			}
		}
	}
	return sets
}

// inARow reports whether places stand beside each other in one row; over says that an aisle
// between them does not count.
func inARow(places []Place, over bool) bool {
	for i := 1; i < len(places); i++ {
		if !beside(places[i-1], places[i], over) {
			return false
		}
	}
	return true
}

// besideWheelchairs are, for each free space for a wheelchair, that one and the nearest places
// for who comes along.
func (p SeatPlan) besideWheelchairs() (sets [][]Place) {
	lines := p.lines("", input.Wheelchair, input.Companion, input.Ordinary)
	for _, l := range lines {
		for _, w := range l.seats {
			if w.Kind != input.Wheelchair {
				continue
			}
			var others []Place
			for _, o := range lines {
				for _, s := range o.seats {
					if s.Kind != input.Wheelchair && s.Row.Zone.Text == w.Row.Zone.Text {
						others = append(others, s)
					}
				}
			}
			if len(others) < p.Take-1 {
				continue
			}
			slices.SortStableFunc(others, func(a, b Place) int { return cmp.Compare(far(w, a), far(w, b)) })
			sets = append(sets, inOrder(append([]Place{w}, others[:p.Take-1]...)))
		}
	}
	return sets
}

// far is how far a place is from a wheelchair: those for companions are the first, and another
// row is farther than anything in the same.
func far(w, s Place) int {
	d := max(w.column-s.column, s.column-w.column)
	if s.Kind != input.Companion {
		d += maxPlaces
	}
	return d + 3*maxPlaces*max(w.line-s.line, s.line-w.line)
}

// inOrder are places from the front and from the left.
func inOrder(places []Place) []Place {
	out := slices.Clone(places)
	slices.SortStableFunc(out, func(a, b Place) int { return cmp.Or(a.line-b.line, a.column-b.column) })
	return out
}

// best are the best of some sets, no two of which share a seat.
func (p SeatPlan) best(sets [][]Place, most int) []Proposal {
	ways := []Together{"", TogetherBeside, TogetherAcross, TogetherBehind, TogetherApart}
	ranks := map[int]int{}
	for _, z := range p.Zones {
		for _, l := range p.lines(z.Name.Text) {
			if !z.Wheelchair {
				ranks[l.at] = l.rank
			}
		}
	}
	lonely := map[bool]int{true: 1}
	all := make([]Proposal, len(sets))
	for i, set := range sets {
		all[i] = p.proposal(set)
	}
	slices.SortStableFunc(all, func(a, b Proposal) int {
		x, y := a.Places[0], b.Places[0]
		return cmp.Or(slices.Index(ways, a.Together)-slices.Index(ways, b.Together), lonely[x.lonely]-lonely[y.lonely], ranks[x.line]-ranks[y.line])
	})
	var out []Proposal
	used := map[string]bool{}
	for _, a := range all {
		if len(out) == most || slices.ContainsFunc(a.ids(), func(id string) bool { return used[id] }) {
			continue
		}
		for _, id := range a.ids() {
			used[id] = true
		}
		out = append(out, a)
	}
	return out
}

// proposal is what is told of a set of places.
func (p SeatPlan) proposal(places []Place) Proposal {
	out := Proposal{Places: places, Together: sitting(places), Line: places[0].line + 1}
	if p.seating.Apart {
		out.Line = 1
		for _, row := range p.Rows[:places[0].line] {
			if row.Zone.Text == places[0].Row.Zone.Text {
				out.Line++
			}
		}
	}
	for _, s := range places {
		row := s.Row.Places
		aisle := func(c int) bool { return c >= 0 && c < len(row) && row[c].Name == "" }
		out.Aisle = out.Aisle || aisle(s.column-1) || aisle(s.column+1)
		out.Window = out.Window || p.seating.Windows && (s.column == 0 || s.column == len(row)-1)
		out.Companion = out.Companion || s.Kind == input.Companion
	}
	return out
}

// sitting says how people sit on some places.
func sitting(places []Place) Together {
	half := (len(places) + 1) / 2
	switch {
	case len(places) == 1:
		return ""
	case inARow(places, false):
		return TogetherBeside
	case inARow(places, true):
		return TogetherAcross
	case inARow(places[:half], false) && inARow(places[half:], false) && places[half].line == places[0].line+1 && places[half].column == places[0].column:
		return TogetherBehind
	}
	return TogetherApart
}

// freeIn is how many places of a plan are free, whoever they are for.
func freeIn(rows []input.SeatRow) (n int) {
	for _, row := range rows {
		for _, s := range row.Places {
			if s.Name != "" {
				n += free(s)
			}
		}
	}
	return n
}
