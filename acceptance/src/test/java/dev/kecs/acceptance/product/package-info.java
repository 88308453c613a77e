/// The built product as a person has it: the packaged image's programs, run in a home of their own.
///
/// Rule: nothing of the product's own classes is called here, only its programs, files and sockets, so that the tests
/// see what users see. Imports the JDK, the AWS SDK and a JSON parser.
@NullMarked
package dev.kecs.acceptance.product;

import org.jspecify.annotations.NullMarked;
