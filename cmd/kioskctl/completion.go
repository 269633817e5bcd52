package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"
)

func completionCommand() *cobra.Command {
	shells := []string{"bash", "zsh", "fish"}
	return &cobra.Command{Use: "completion bash|zsh|fish", Short: "print a script that lets a shell complete commands and flags",
		Example: "  kioskctl completion bash > /etc/bash_completion.d/kioskctl\n  kioskctl completion zsh > \"${fpath[1]}/_kioskctl\"\n  kioskctl completion fish > ~/.config/fish/completions/kioskctl.fish",
		Args:    arguments(1, 1), ValidArgs: shells, DisableFlagsInUseLine: true,
		RunE: func(c *cobra.Command, args []string) error {
			root, out := c.Root(), c.OutOrStdout()
			write, ok := map[string]func(io.Writer) error{
				"bash": func(w io.Writer) error { return root.GenBashCompletionV2(w, true) },
				"zsh":  root.GenZshCompletion,
				"fish": func(w io.Writer) error { return root.GenFishCompletion(w, true) },
			}[args[0]]
			if !ok {
				return fmt.Errorf("%w: no completion for the shell %q, only for %v", errUsage, args[0], shells)
			}
			return write(out)
		}}
}
