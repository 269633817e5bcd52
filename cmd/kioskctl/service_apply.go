package main

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strconv"

	"github.com/spf13/cobra"

	"modu/accessibility/input"
	"modu/internal/backend"
	"modu/internal/datafile"
	"modu/internal/datafile/disk"
	"modu/internal/lab/load"
	"modu/internal/service"
)

func serviceApplyCommand() *cobra.Command {
	c := &cobra.Command{Use: "apply DIR CHANGES.json", Short: "write what staff changed on their page into the menu",
		Long: "apply writes prices and what is sold out into the menu of a service, from the file that the staff page\n" +
			"gives (\"download the changes\") or a program pushes. Comments and order stay. How many are left is not\n" +
			"written: it is out of date tomorrow.",
		Example: "  kioskctl service apply shop menu-changes.json\n  kioskctl service apply shop menu-changes.json --dry-run",
		Args:    arguments(2, 2)}
	dry := c.Flags().Bool("dry-run", false, "tell what would be written, and write nothing")
	c.RunE = func(c *cobra.Command, args []string) error {
		p, issues := load.Service(args[0])
		if issues.Err() != nil {
			return issues
		}
		changes, err := readChanges(args[1])
		if err != nil {
			return err
		}
		if _, err := p.Service.With(changes); err != nil {
			return datafile.Issues{{Pos: datafile.Pos{File: args[1]}, Msg: "these are not changes of this menu: " + err.Error(), Remedy: "take the file from the kiosk that runs this service"}}
		}
		file := filepath.Join(args[0], p.Service.MenuFile())
		data, err := disk.Read(file, datafile.MaxBytes)
		if err != nil {
			return datafile.Issues{{Pos: datafile.Pos{File: file}, Msg: "the menu cannot be read: " + datafile.Reason(err), Remedy: "give the directory of the service"}}
		}
		written := inFile(p.Service, changes)
		out, err := datafile.SetInList(data, "items", written)
		if err != nil {
			return datafile.Issues{{Pos: datafile.Pos{File: file}, Msg: err.Error(), Remedy: "change it by hand"}}
		}
		if len(written) == 0 {
			fmt.Fprintf(c.OutOrStdout(), "%s: it says all of that already\n", file)
			return nil
		}
		if !*dry {
			if err := disk.Replace(file, out); err != nil {
				return err
			}
		}
		fmt.Fprintf(c.OutOrStdout(), "%s: %d items%s\n", file, len(written), map[bool]string{true: " would change", false: " changed"}[*dry])
		return nil
	}
	return c
}

func readChanges(file string) (map[string]input.ItemChange, error) {
	data, err := disk.Read(file, datafile.MaxBytes)
	if err != nil {
		return nil, datafile.Issues{{Pos: datafile.Pos{File: file}, Msg: "the changes cannot be read: " + datafile.Reason(err), Remedy: "check the name"}}
	}
	changes, err := backend.ReadPush(bytes.NewReader(data))
	if err != nil {
		return nil, datafile.Issues{{Pos: datafile.Pos{File: file}, Msg: "these are no changes of a menu: " + err.Error(), Remedy: `write {"items": {"ITEM": {"price": 4500, "sold_out": true}}}, or take the file from the staff page`}}
	}
	return changes, nil
}

// inFile is what the menu file is to say, and does not say yet.
func inFile(svc *service.Service, changes map[string]input.ItemChange) map[string]map[string]string {
	out := map[string]map[string]string{}
	for id, c := range changes {
		keys := map[string]string{}
		it, _ := svc.Item(id)
		if c.Price != nil && *c.Price != it.Price {
			keys["price"] = strconv.FormatInt(*c.Price, 10)
		}
		if c.SoldOut != nil && *c.SoldOut != it.SoldOut {
			keys["sold_out"] = strconv.FormatBool(*c.SoldOut)
		}
		if len(keys) > 0 {
			out[id] = keys
		}
	}
	return out
}
