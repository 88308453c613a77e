//go:build tools

// Package plugin names what is built: AWS's Session Manager plugin, at the version of go.mod.
package plugin

import _ "github.com/aws/session-manager-plugin/src/sessionmanagerplugin-main"
