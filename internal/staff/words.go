package staff

import (
	"strings"

	"modu/accessibility/scene"
	"modu/locales"
)

// Words are the page's texts in the language of the site: every message "staff.…".
func Words(c *locales.Catalogue, lang scene.Lang) map[string]string {
	loc := c.Localizer(lang)
	words := map[string]string{"lang": string(lang)}
	for _, id := range c.IDs(lang) {
		if strings.HasPrefix(id, "staff.") {
			words[id] = loc.Text(id, locales.Words("N", scene.Literal(lang, "{{.N}}", scene.Public))).String()
		}
	}
	return words
}
