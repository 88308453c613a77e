@NullMarked
package dev.kecs.api.service;

import org.jspecify.annotations.NullMarked;
