@NullMarked
package dev.kecs.scheduler.service;

import org.jspecify.annotations.NullMarked;
