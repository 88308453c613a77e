package dev.kecs.acceptance.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The product's classes as the build made them, and the module that each belongs to.
final class Product {
    private static final Pattern MODULE = Pattern.compile("/([a-z-]+)/target/(?:classes/|kecs-[^/]*\\.jar!)");

    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.kecs");

    private Product() {}

    /// The directory name of the module that the class was built in; empty for classes from outside the product.
    static Optional<String> moduleOf(JavaClass type) {
        return type.getSource()
                .map(source -> MODULE.matcher(source.getUri().toString()))
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1));
    }
}
