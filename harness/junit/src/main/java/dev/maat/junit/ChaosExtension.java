package dev.maat.junit;

import dev.maat.contract.ImplementationProvider;
import dev.maat.engine.PayloadSizes;
import dev.maat.engine.RunRequest;
import dev.maat.engine.cli.shell.DurationOption;
import dev.maat.engine.cli.shell.Version;
import dev.maat.engine.run.ArgumentException;
import dev.maat.node.implementation.Implementation;
import dev.maat.scenario.Scenario;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** Makes a test of each seed of a {@link ChaosTest}. */
final class ChaosExtension implements TestTemplateInvocationContextProvider {
    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getTestMethod(), ChaosTest.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        ChaosTest test = AnnotationSupport.findAnnotation(context.getTestMethod(), ChaosTest.class)
                .orElseThrow();
        Laboratory laboratory = Laboratory.of(build(test), test.deployment());
        List<Long> seeds = Seeds.parse(System.getProperty(Seeds.PROPERTY, test.seeds()));
        return seeds.stream()
                .map(seed ->
                        new SeedInvocation(seed, () -> scenario(test, laboratory, seed), laboratory, test.mustHold()));
    }

    private static BuildUnderTest build(ChaosTest test) {
        boolean isClass = !test.provider().equals(ImplementationProvider.class);
        if (isClass != test.folder().isEmpty()) {
            throw new ArgumentException(
                    "@ChaosTest: give either provider, a class of the test class path, or folder, an implementation folder");
        }
        if (!isClass) {
            requireNone("claims", test.claims().length == 0);
            requireNone("membership", test.membership().isEmpty());
            return BuildUnderTest.in(Path.of(test.folder())).named(test.implementation());
        }
        return BuildUnderTest.of(test.provider())
                .named(test.implementation())
                .membership(test.membership().isEmpty() ? "primary" : test.membership())
                .claiming(test.ordering().isEmpty() ? "fifo" : test.ordering(), test.claims());
    }

    private static void requireNone(String element, boolean none) {
        if (!none) {
            throw new ArgumentException(
                    "@ChaosTest: " + element + " is of a provider; an implementation folder says it in its"
                            + " manifest.json, so leave it out, or give provider instead of folder");
        }
    }

    private static Scenario scenario(ChaosTest test, Laboratory laboratory, long seed) {
        Implementation implementation = laboratory.implementation();
        String transport =
                test.transport().isEmpty() ? implementation.transports().getFirst() : test.transport();
        String ordering =
                test.ordering().isEmpty() ? implementation.claims().firstEntry().getKey() : test.ordering();
        RunRequest request = RunRequest.usual(test.deployment(), transport, ordering, Version.number())
                .withDelivery(test.delivery().isEmpty() ? implementation.usualDelivery(ordering) : test.delivery())
                .withNodes(test.nodes() == 0 ? null : test.nodes())
                .withFaults(test.faults())
                .withDurationMillis(new DurationOption().convert(test.duration()))
                .withLoad(
                        test.messagesPerSecond() == 0 ? null : test.messagesPerSecond(),
                        test.payload().isEmpty() ? null : PayloadSizes.parse(test.payload()));
        return request.draw(implementation, laboratory.deployment().capabilities(transport), seed);
    }
}
