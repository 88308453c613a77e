@NullMarked
package dev.kecs.api.account;

import org.jspecify.annotations.NullMarked;
