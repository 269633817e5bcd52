package tryout

import (
	"os"
	"path/filepath"
	"testing"

	"modu/internal/assemble"
	"modu/internal/config"
	"modu/internal/datafile/datafiletest"
)

// Schema and loader of wishes agree; the wishes of all services pass both.
func TestSchema(t *testing.T) {
	for _, name := range assemble.Services() {
		site, issues := config.Parse("", nil, config.Known{})
		if issues.Err() != nil {
			t.Fatal(issues)
		}
		site.Service = name
		parts, issues := assemble.Load(site)
		if issues.Err() != nil {
			t.Fatal(issues)
		}
		f := datafiletest.New(t, Schema(), func(data []byte) error {
			_, issues := Parse("wish.yaml", data, parts)
			return issues.Err()
		})
		data, err := os.ReadFile(filepath.Join("../../assets/services", name, File))
		if err != nil {
			t.Fatal(err)
		}
		f.Break(t, name, data)
		const whole = "version: 1\nwishes: [{name: n, choose: [bar.help], wrong: [bar.back], enter: {bar.home: \"1\"}, pick: {bar.home: \"1\"}, tick: {bar.home: [\"1\"]}, count: {bar.home: 1}, many: 2, gets: x}]\n"
		f.BreakEveryRule(t, whole)
		f.BothRefuse(t, whole, []datafiletest.Edit{
			{Old: ", gets: x", New: ""}, {Old: "choose: [bar.help]", New: "choose: bar.help"}, {Old: "choose:", New: "chose:"}, {Old: "wishes: [{", New: "wishes: [, {"}, {Old: "wishes:", New: "wish:"},
		})
		f.BothAccept(t, whole, []datafiletest.Edit{{Old: "[bar.back]", New: "null"}, {Old: `"1"`, New: "1"}})
	}
}
