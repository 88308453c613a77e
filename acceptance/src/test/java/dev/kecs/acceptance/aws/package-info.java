/// AWS's other services beside ECS, with a real emulator and real clients. Imports `product`.
@NullMarked
package dev.kecs.acceptance.aws;

import org.jspecify.annotations.NullMarked;
