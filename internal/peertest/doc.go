// Package peertest lets programs of other people judge our simulated devices: the
// public Firmata clients gobot (Go) and firmata-io (npm).
//
// It is a module of its own, with a package.json of its own, so that no peer ever
// enters the product. Its tests need the build tag "peers"; with it, a peer that is
// missing is a failure and not a skip. It holds nothing to call.
package peertest
