package tryout

import (
	"strings"
	"testing"
)

// One mistake that several people meet, each in their language, is one cause; another is
// another, and that which most have met comes first.
func TestCauses(t *testing.T) {
	var c Causes
	stay := func(hand Hand, lang string, easy bool, how string, fs ...Finding) {
		s := Stay{Wish: Wish{Name: "a book"}, Options: Options{Hand: hand, Easy: easy}, How: how, Findings: fs}
		s.Options.Lang = Options{Lang: "ko"}.Lang
		if lang == "en" {
			s.Options.Lang = "en"
		}
		c.Add(s)
	}
	stay(Touch, "ko", false, "arrives", Finding{Focus, "choose", `"a" is lost`}, Finding{Names, "choose", `"x" and "y" are both called "다음 책"`})
	stay(Ear, "en", true, "practises", Finding{Names, "choose", `"x" and "y" are both called "Next book"`}, Finding{Names, "choose 2", `"x" and "y" are both called "Next one"`})
	stay(Ear, "en", true, "arrives")
	got := c.All()
	if c.Stays() != 3 || len(got) != 2 || got[0].Rule != Names || got[0].Stays != 2 || got[1].Stays != 1 {
		t.Fatalf("%d stays, %+v", c.Stays(), got)
	}
	if who := got[0].Who(); who != "2 stays: a book; touch, ear; ko, en; in both forms; arrives, practises" {
		t.Error(who)
	}
	if who := got[1].Who(); !strings.Contains(who, "in the ordinary form") {
		t.Error(who)
	}
	if got[0].First.Options.Hand != Touch || !strings.Contains(got[0].Msg, "다음 책") {
		t.Errorf("%+v is not as it was met first", got[0])
	}
}
