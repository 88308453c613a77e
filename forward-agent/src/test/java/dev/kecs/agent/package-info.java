/// The agent as its callers and clients meet it: real sockets, a fake control server, and for crashes real processes.
package dev.kecs.agent;
