/// The examples do what their pages say. Imports `product`.
@NullMarked
package dev.kecs.acceptance.example;

import org.jspecify.annotations.NullMarked;
