package dev.kecs.acceptance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The house rules that a program can check: sizes, names, package pages, and what no file may contain.
class HouseRulesTest {
    private static final Checkout CHECKOUT = Checkout.here();
    private static final List<Source> SOURCES = CHECKOUT.javaSources();
    private static final int LONGEST_FILE = 500;
    private static final int MEDIAN_FILE = 80;
    private static final int NINTH_DECILE_FILE = 250;
    private static final int MAIN_FILES_IN_A_PACKAGE = 15;
    private static final int TEST_FILES_IN_A_PACKAGE = 25;
    private static final int CONSTRUCTOR_PARAMETERS = 5;
    private static final Set<String> EMPTY_WORDS =
            Set.of("Util", "Utils", "Manager", "Helper", "Helpers", "Impl", "Common", "Base", "Handler", "Data");
    private static final Pattern CAMEL_CASE_BORDER = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");
    private static final Pattern UNFINISHED = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b");
    private static final Pattern SLEEP =
            Pattern.compile("\\bThread\\.sle" + "ep\\(|\\bTimeUnit\\.[A-Z]+\\.sle" + "ep\\(");

    @Test
    void noFileIsTooLong() {
        assertThat(offenders(source -> source.lines().size() > LONGEST_FILE))
                .as("files of more than %d lines", LONGEST_FILE)
                .isEmpty();
    }

    @Test
    void mostFilesAreShort() {
        List<Integer> lengths = SOURCES.stream()
                .filter(source -> source.isMain() && !source.isPackageInfo())
                .map(source -> source.lines().size())
                .sorted()
                .toList();
        assertThat(lengths.get(lengths.size() / 2))
                .as("median length of a file")
                .isLessThanOrEqualTo(MEDIAN_FILE);
        assertThat(lengths.get(lengths.size() * 9 / 10))
                .as("length that nine files in ten stay under; the longest: %s", longest(12))
                .isLessThanOrEqualTo(NINTH_DECILE_FILE);
    }

    @Test
    void noPackageIsACrowd() {
        List<String> crowded = SOURCES.stream()
                .filter(source -> !source.isPackageInfo())
                .collect(Collectors.groupingBy(Source::directory, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue().size()
                        > (entry.getValue().getFirst().isMain() ? MAIN_FILES_IN_A_PACKAGE : TEST_FILES_IN_A_PACKAGE))
                .map(entry -> entry.getKey() + " holds " + entry.getValue().size() + " files")
                .toList();
        assertThat(crowded).as("packages of too many files").isEmpty();
    }

    @Test
    void constructorsTakeFewParameters() {
        List<String> greedy = Product.CLASSES.stream()
                .filter(type -> !type.isRecord() && !type.isAnonymousClass() && !type.isLocalClass())
                .flatMap(type -> type.getConstructors().stream())
                .filter(constructor -> !constructor.getModifiers().contains(JavaModifier.SYNTHETIC))
                .filter(constructor -> parametersWritten(constructor) > CONSTRUCTOR_PARAMETERS)
                .map(JavaConstructor::getFullName)
                .sorted()
                .toList();
        assertThat(greedy)
                .as("constructors of more than %d parameters", CONSTRUCTOR_PARAMETERS)
                .isEmpty();
    }

    @Test
    void namesSayWhatAThingIs() {
        assertThat(Product.CLASSES.stream()
                        .filter(type -> !type.isAnonymousClass())
                        .filter(type -> CAMEL_CASE_BORDER
                                .splitAsStream(type.getSimpleName())
                                .anyMatch(EMPTY_WORDS::contains))
                        .map(JavaClass::getName)
                        .sorted()
                        .toList())
                .as("class names with a word that says nothing")
                .isEmpty();
        assertThat(offenders(
                        source -> CAMEL_CASE_BORDER.splitAsStream(source.name()).anyMatch(EMPTY_WORDS::contains)))
                .as("file names with a word that says nothing")
                .isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIs() {
        List<String> silent = SOURCES.stream()
                .filter(Source::isMain)
                .collect(Collectors.groupingBy(Source::directory, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue().stream().noneMatch(HouseRulesTest::isPackagePage))
                .map(entry -> entry.getKey())
                .toList();
        assertThat(silent)
                .as("packages without a documented, @NullMarked package-info.java")
                .isEmpty();
    }

    @Test
    void testsWaitForConditionsAndNeverSleep() {
        assertThat(lines(source -> !source.isMain(), SLEEP))
                .as("tests that sleep")
                .isEmpty();
    }

    @Test
    void nothingIsLeftUnfinished() {
        assertThat(lines(source -> true, UNFINISHED)).as("unfinished places").isEmpty();
    }

    @Test
    void noPreviewFeatureIsUsed() throws IOException {
        String flag = "--enable-" + "preview";
        Stream.Builder<String> users = Stream.builder();
        for (Path file : CHECKOUT.files()) {
            String name = String.valueOf(file.getFileName());
            if ((name.endsWith(".java") || name.endsWith(".xml") || name.endsWith(".sh") || !name.contains("."))
                    && Files.readString(file, StandardCharsets.ISO_8859_1).contains(flag)) {
                users.add(CHECKOUT.root().relativize(file).toString());
            }
        }
        assertThat(users.build()).as("files that turn preview features on").isEmpty();
    }

    private static boolean isPackagePage(Source source) {
        return source.isPackageInfo() && source.contains("@NullMarked") && source.contains("/// ");
    }

    /// The parameters that stand in the source: without the outer instance of an inner class and without the name and
    /// ordinal of an enum constant.
    private static int parametersWritten(JavaConstructor constructor) {
        JavaClass owner = constructor.getOwner();
        int written = constructor.getRawParameterTypes().size();
        if (owner.isEnum()) {
            return written - 2;
        }
        return owner.isInnerClass() && !owner.getModifiers().contains(JavaModifier.STATIC) ? written - 1 : written;
    }

    private static List<String> offenders(Predicate<Source> offence) {
        return SOURCES.stream()
                .filter(offence)
                .map(source -> source.path() + " (" + source.lines().size() + " lines)")
                .toList();
    }

    private static List<String> lines(Predicate<Source> which, Pattern pattern) {
        return SOURCES.stream()
                .filter(which)
                .flatMap(source -> source.lines().stream()
                        .filter(line -> pattern.matcher(line).find())
                        .map(line -> source.path() + ": " + line.strip()))
                .toList();
    }

    private static List<String> longest(int count) {
        return SOURCES.stream()
                .sorted((a, b) -> b.lines().size() - a.lines().size())
                .limit(count)
                .map(source -> source.path() + " " + source.lines().size())
                .toList();
    }
}
