package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"modu/internal/backend"
	"modu/internal/lab/asking"
	"modu/internal/lab/load"
	"modu/internal/lab/verdict"
)

func serviceAskCommand() *cobra.Command {
	c := &cobra.Command{Use: "ask DIR --backend URL", Short: "send every call of a service to its real program",
		Long: filled("ask sends each call of a service to the program that is to answer it, as the kiosk would, and names the\n" +
			"path, the status, the time, and every value that is missing or not as the service declares it; never what a\n" +
			"value holds. What is sent is, for each field, what --field says, else what sample.yaml answers, else a choice\n" +
			"or digits. The program is not told of payments, but with --report."),
		Example: "  kioskctl service ask shop --backend http://127.0.0.1:8070\n  kioskctl service ask shop --backend http://127.0.0.1:8070 --field plate=1234 --json",
		Args:    arguments(1, 1), DisableFlagsInUseLine: true}
	site := c.Flags().String("backend", "", "`address` of the program, such as http://127.0.0.1:8070")
	given := c.Flags().StringToString("field", nil, "what is sent for a field, `name=value`; may be given several times")
	report := c.Flags().Bool("report", false, "tell it of a payment, too, where the service does")
	locale := localeFlag(c, "", "language that is sent, without it the service's first")
	return judges(c, func(c *cobra.Command, args []string, r *verdict.Report) error {
		if err := backend.CheckURL(*site); err != nil {
			return fmt.Errorf("%w: --backend: %v", errUsage, err)
		}
		p, issues := load.Service(args[0])
		if issues.Err() != nil {
			return issues
		}
		langs, err := load.Languages(p, *locale)
		if err != nil {
			return err
		}
		return asking.Run(c.Context(), r, asking.Options{Parts: p, Name: args[0], Backend: *site, Lang: langs[0], Given: *given, Report: *report})
	})
}
