package service

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"modu/accessibility/scene"
	"modu/internal/datafile"
)

// The time that a call may take. People wait in front of it: they are left no longer
// than twenty seconds without an answer, whatever the service behind does.
const (
	minTimeout     = time.Second
	maxTimeout     = 20 * time.Second
	defaultTimeout = 5 * time.Second
)

// MaxEntry bounds what is typed into one field, in characters.
const MaxEntry = 40

// Wait is how long a call may take.
func (st Step) Wait() time.Duration {
	if st.Timeout == 0 {
		return defaultTimeout
	}
	return st.Timeout
}

// Fewest is the least number of characters of an enter step.
func (st Step) Fewest() int { return max(1, st.Min) }

// Most is the largest number of characters of an enter step.
func (st Step) Most() int {
	if st.Max == 0 {
		return MaxEntry
	}
	return st.Max
}

// lintKind checks what only one kind of step has.
func (l *loader) lintKind(at string, st Step) {
	switch st.Kind {
	case Identify:
		l.lintIdentify(at, st)
	case Enter:
		l.lintEnter(at, st)
	case Count:
		l.lintCounts(at, st)
	case Present:
		l.lintPresent(at, st)
	case Seats:
		l.lintSeats(at, st)
	case Call:
		l.lintCall(at, st)
	case Short:
		l.lintShort(at, st)
	case Review:
		l.lintCharge(at, st)
		l.lintDiscount(at, st)
	case Pay:
		l.lintReport(at, st)
	case Print:
		l.lintPrint(at, st)
	case Done:
		l.telling(l.svcDoc, at+".undone", st.Undone, "")
		l.text(l.svcDoc, at+".real", st.Real)
	case Show:
		if len(st.Show) == 0 && len(st.Says) == 0 {
			l.add(l.svcDoc, at, "list what is shown, or messages under says", "step %q shows nothing", st.ID)
		}
	}
	l.lintShow(at, st)
}

func (l *loader) lintPresent(at string, st Step) {
	l.fieldOf(at, st, EntryField)
	if readers := []string{string(CardReader), string(CodeReader), string(FingerprintReader)}; !slices.Contains(readers, string(st.Reader)) {
		l.add(l.svcDoc, at+".reader", datafile.Suggest(string(st.Reader), readers), "reader %q of step %q is not known", st.Reader, st.ID)
	}
}

func (l *loader) lintPrint(at string, st Step) {
	l.telling(l.svcDoc, at+".failed", st.Failed, "")
	if papers := []string{string(Receipt), string(Document)}; !slices.Contains(papers, string(st.Paper)) {
		l.add(l.svcDoc, at+".paper", datafile.Suggest(string(st.Paper), papers), "paper %q of step %q is not known", st.Paper, st.ID)
	}
}

// lintIdentify: what proves who somebody is must be possible for everybody: two ways
// at least, and never only by the body (PRV-5).
func (l *loader) lintIdentify(at string, st Step) {
	open, bodily := 0, 0
	for i, c := range st.Choices {
		to, ok := l.svc.steps[c.Go]
		cat := fmt.Sprintf("%s.choices[%d]", at, i)
		switch {
		case c.Go == "":
			l.add(l.svcDoc, cat, `add "go: …" with a step of kind enter or present`, "choice %q of step %q leads nowhere", c.Value, st.ID)
			continue
		case !ok:
			continue // named already
		case to.Kind != Enter && to.Kind != Present:
			l.add(l.svcDoc, cat+".go", "lead to a step of kind enter or present", "choice %q of step %q leads to %q of kind %s, which identifies nobody", c.Value, st.ID, to.ID, to.Kind)
		}
		if c.When != "" {
			continue
		}
		open++
		if to.Reader == FingerprintReader {
			bodily++
		}
	}
	if open-bodily < 1 || open < 2 {
		l.add(l.svcDoc, at, "offer at least two ways without when, one of them other than a fingerprint (PRV-5)", "step %q does not let everybody say who they are", st.ID)
	}
}

func (l *loader) lintEnter(at string, st Step) {
	l.fieldOf(at, st, EntryField)
	if alphabets := []string{string(Digits), string(Hangul), string(Latin)}; st.Alphabet != "" && !slices.Contains(alphabets, string(st.Alphabet)) {
		l.add(l.svcDoc, at+".alphabet", datafile.Suggest(string(st.Alphabet), alphabets), "alphabet %q is not known", st.Alphabet)
	}
	if st.Min < 0 || st.Max < 0 || st.Max > MaxEntry || st.Fewest() > st.Most() {
		l.add(l.svcDoc, at, fmt.Sprintf("1 ≤ min ≤ max ≤ %d", MaxEntry), "step %q takes %d to %d characters", st.ID, st.Min, st.Max)
	}
	if len(st.Groups) > 0 {
		l.groups(at+".groups", st)
	}
	if (st.Pattern.Given() || st.Fewest() > 1) && st.Wrong == "" {
		l.add(l.svcDoc, at, `add "wrong: …", a message that says how to mend it (ERR-3)`, "step %q refuses what is typed without a word", st.ID)
	}
	l.text(l.svcDoc, at+".wrong", st.Wrong)
	l.text(l.svcDoc, at+".confirm", st.Confirm)
}

func (l *loader) lintCall(at string, st Step) {
	doc := l.svcDoc
	if len(st.Path) < 2 || st.Path[0] != '/' {
		l.add(doc, at+".path", `write a path such as "/reception"; the address of the machine is the site's`, "step %q asks nobody: path %q", st.ID, st.Path)
	}
	if w := st.Wait(); w < minTimeout || w > maxTimeout {
		l.add(doc, at+".timeout", fmt.Sprintf("write %s to %s: nobody waits longer", minTimeout, maxTimeout), "step %q waits %s", st.ID, w)
	}
	known := append(l.columns(), slices.Collect(maps.Keys(l.svc.fields))...)
	for i, f := range st.Send {
		sat := fmt.Sprintf("%s.send[%d]", at, i)
		switch {
		case f == BasketName:
			l.lintSendsBasket(sat)
		case !slices.Contains(known, f):
			l.add(doc, sat, datafile.Suggest(f, known), "field %q does not exist", f)
		case l.svc.fields[f].columned():
			l.add(doc, sat, l.oneColumn(f), "field %q is a row, which is not sent as a whole", f)
		}
	}
	for name, r := range st.Answer {
		l.lintAnswer(at+".answer."+name, name, r)
	}
	l.lintCancel(at, st)
	l.telling(doc, at+".busy", st.Busy, "")
	l.telling(doc, at+".failed", st.Failed, "")
}

// lintCancel: what stands on the disk until the program has let go must be the program's own,
// and nothing of the person.
func (l *loader) lintCancel(at string, st Step) {
	doc := l.svcDoc
	var holds []string
	for _, name := range slices.Sorted(maps.Keys(st.Answer)) {
		r := st.Answer[name]
		if !r.Hold {
			continue
		}
		holds = append(holds, name)
		rat := at + ".answer." + name + ".hold"
		switch {
		case st.Cancel == nil:
			l.add(doc, rat, `add "cancel: {path: …, send: [`+name+`]}" to the step, or remove it`, "nothing tells the program that what %q names is wanted no more", name)
		case !slices.Contains(st.Cancel.Send, name):
			l.add(doc, rat, "add it to cancel.send, or remove it", "%q is held and never sent", name)
		}
		if r.Type != ResultCode && (r.Type != ResultText || !r.Public) {
			l.add(doc, rat, "let the program answer an id of its own making: type code, or a text that is public because it tells nothing of the person", "%q of type %s may be personal, and a hold is kept on the disk", name, r.Type)
		}
	}
	if st.Cancel == nil {
		return
	}
	if p := st.Cancel.Path; len(p) < 2 || p[0] != '/' {
		l.add(doc, at+".cancel.path", `write a path such as "/release"; the address of the machine is the site's`, "step %q cancels nowhere: path %q", st.ID, p)
	}
	if len(holds) == 0 {
		l.add(doc, at+".cancel", "mark the id that the program answers with hold: true, and send it", "step %q cancels something, and no answer of it is a hold", st.ID)
	}
	for i, name := range st.Cancel.Send {
		cat := fmt.Sprintf("%s.cancel.send[%d]", at, i)
		if r, ok := st.Answer[name]; !ok {
			l.add(doc, cat, datafile.Suggest(name, slices.Sorted(maps.Keys(st.Answer))), "%q is no answer of step %q", name, st.ID)
		} else if !r.Hold {
			l.add(doc, cat, "mark the answer with hold: true, if it is an id that the program has made", "%q is no hold, and nothing else may be kept on the disk", name)
		}
	}
}

func (l *loader) lintCharge(at string, st Step) {
	doc := l.svcDoc
	if st.Charge == nil {
		return
	}
	if st.Charge.Counts != "" || st.Charge.Item == "" || st.Charge.From == "" {
		l.lintChargedCounts(at+".charge", st)
		return
	}
	if r := l.svc.results[st.Charge.From]; r.Type != ResultPrice {
		l.add(doc, at+".charge.from", datafile.Suggest(st.Charge.From, slices.Collect(maps.Keys(l.svc.results))), "charge %q is no answer of type price", st.Charge.From)
	}
	if _, ok := l.svc.Item(st.Charge.Item); !ok {
		l.add(doc, at+".charge.item", datafile.Suggest(st.Charge.Item, slices.Collect(maps.Keys(l.svc.itemAt))), "item %q does not exist", st.Charge.Item)
	}
}

func (l *loader) lintDiscount(at string, st Step) {
	if st.Discount == nil {
		return
	}
	l.text(l.svcDoc, at+".discount.label", st.Discount.Label)
	if r := l.svc.results[st.Discount.From]; r.Type != ResultPrice {
		l.add(l.svcDoc, at+".discount.from", datafile.Suggest(st.Discount.From, slices.Collect(maps.Keys(l.svc.results))), "discount %q is no answer of type price", st.Discount.From)
	}
}

// lintReport: what is kept on the disk until the program has answered must be nothing that
// a person typed or presented.
func (l *loader) lintReport(at string, st Step) {
	if st.Report == nil {
		return
	}
	if p := st.Report.Path; len(p) < 2 || p[0] != '/' {
		l.add(l.svcDoc, at+".report.path", `write a path such as "/paid"; the address of the machine is the site's`, "step %q tells nobody: path %q", st.ID, p)
	}
	known := append(slices.Collect(maps.Keys(l.svc.results)), slices.Collect(maps.Keys(l.svc.fields))...)
	for i, name := range st.Report.Send {
		rat := fmt.Sprintf("%s.report.send[%d]", at, i)
		_, isResult := l.svc.results[name]
		f, isField := l.svc.fields[name]
		switch {
		case name == BasketName:
			l.lintSendsBasket(rat)
		case !isResult && !isField:
			l.add(l.svcDoc, rat, datafile.Suggest(name, known), "%q is neither an answer nor a field", name)
		case !isResult && f.columned():
			l.add(l.svcDoc, rat, l.oneColumn(name), "field %q is a row, which is not sent as a whole", name)
		case l.svc.results[name].listed():
			l.add(l.svcDoc, rat, "have one of its rows chosen, and send a column of that", "%q is a list, which is not sent", name)
		case !isResult && f.Type == EntryField:
			l.add(l.svcDoc, rat, "let a call answer a reference, and send that", "field %q is an entry: what a person types or presents is kept nowhere", name)
		}
	}
}

// lintSendsBasket: there must be something to send, and one thing of that name.
func (l *loader) lintSendsBasket(at string) {
	if !needsMenu(l.svc.steps) {
		l.add(l.svcDoc, at, "name fields, or let people order something", "the service has no menu, so that nobody has a basket")
	}
	_, isField := l.svc.fields[BasketName]
	if _, isResult := l.svc.results[BasketName]; isField || isResult {
		l.add(l.svcDoc, at, "give the field or the answer another name", "%q is what was ordered, and a field or an answer, too", BasketName)
	}
}

// lintShow checks that what a step shows can be known.
func (l *loader) lintShow(at string, st Step) {
	for i, sh := range st.Show {
		sat := fmt.Sprintf("%s.show[%d]", at, i)
		l.telling(l.svcDoc, sat+".label", sh.Label, sh.holds())
		if sh.Place != "" && !slices.Contains(scene.Places(), sh.Place) {
			l.add(l.svcDoc, sat+".place", datafile.Suggest(string(sh.Place), sh.Place.Values()), "%q is no place of a kiosk", sh.Place)
		}
		switch result, isResult := l.svc.results[sh.From]; {
		case sh.From == "":
		case sh.Place != "":
			l.add(l.svcDoc, sat+".place", "write them as two lines", "a line that shows a value is done nowhere")
		case isResult:
			l.lintShownResult(sat+".from", sh.From, result)
		default:
			l.lintShownField(sat+".from", sh.From)
		}
	}
}

// lintShownResult checks a line with what a call has answered, or a column of a chosen row.
func (l *loader) lintShownResult(at, name string, r Result) {
	switch r.Type {
	case ResultChoice:
		for _, v := range r.Values {
			l.text(l.svcDoc, at, l.svc.ValueLabel(name, v))
		}
	case ResultSeats:
		l.add(l.svcDoc, at, `have some of them chosen ("from: …" in a step of kind seats), and show their places`, "%q is a plan of seats, which is no line", name)
	case ResultRows:
		l.add(l.svcDoc, at, `have one of its rows chosen ("from: …" in a step of kind choose), and show a column of that`, "%q is a list, which is no line", name)
	}
}

// lintShownField checks a line with what was answered to a field.
func (l *loader) lintShownField(at, name string) {
	f, known := l.svc.fields[name]
	switch {
	case !known:
		names := append(slices.Collect(maps.Keys(l.svc.results)), slices.Collect(maps.Keys(l.svc.fields))...)
		l.add(l.svcDoc, at, datafile.Suggest(name, names), "%q is neither an answer nor a field", name)
	case f.columned():
		l.add(l.svcDoc, at, l.oneColumn(name), "field %q is a row, which is not shown as a whole", name)
	case f.Type == EntryField:
		l.add(l.svcDoc, at, "show an answer of a call instead", "field %q is an entry, which nobody is shown", name)
	}
}

// AnswerLabel is the message that names a value of an answer of type choice.
func AnswerLabel(name, value string) string { return "answer." + name + "." + value }

// lintResults: one name means one thing in the whole service.
func (l *loader) lintResults(ids []string) {
	for _, id := range ids {
		for name, r := range l.svc.steps[id].Answer {
			first := l.svc.results[name]
			if !first.equal(r) {
				l.add(l.svcDoc, "steps."+id+".answer."+name, "declare it alike everywhere, or give it another name", "answer %q is declared in two ways", name)
			}
		}
	}
}

// groups checks that the places of a field are all in a group.
func (l *loader) groups(at string, st Step) {
	sum := 0
	for _, n := range st.Groups {
		sum += n
		if n < 1 {
			sum = -1
			break
		}
	}
	if sum != st.Most() || st.Fewest() != st.Most() || st.Alphabet != "" && st.Alphabet != Digits {
		l.add(l.svcDoc, at, "groups of at least one place that make up max together, min the same as max, and digits", "step %q groups %v, and takes %d to %d", st.ID, st.Groups, st.Fewest(), st.Most())
	}
}
