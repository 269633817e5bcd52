package archtest

import "slices"

// Exception frees a function from a rule.
type Exception struct {
	Function string // package, receiver and name, as Function.Name
	Reason   string
}

func excepted(exceptions []Exception, function string) bool {
	return slices.ContainsFunc(exceptions, func(e Exception) bool { return e.Function == function })
}

// unneeded returns what is wrong with the exceptions in a file: rows that come twice, give no
// reason, or are for no function that needs one; why says so of its name.
func unneeded(file string, exceptions []Exception, needed map[string]bool, why string) []Violation {
	var found []Violation
	seen := map[string]bool{}
	for _, e := range exceptions {
		switch {
		case seen[e.Function]:
			found = append(found, Violation{file, e.Function + " is listed twice"})
		case e.Reason == "":
			found = append(found, Violation{file, e.Function + " has no reason"})
		case !needed[e.Function]:
			found = append(found, Violation{file, e.Function + " " + why + "; take its row away"})
		}
		seen[e.Function] = true
	}
	return found
}
