/// awsJson1.1: the SDK's model classes to JSON and back, by their field metadata. Its one rule: no reflection, and
/// no shape known by name. Imports the SDK's core and Jackson.
@NullMarked
package dev.kecs.awsjson;

import org.jspecify.annotations.NullMarked;
