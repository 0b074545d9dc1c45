package dev.maat.engine.cli.check;

/** The lines of a history of one process, which violates {@code self-inclusion} with its second view. */
final class SmallHistories {
    static final String HEADER =
            "{\"format\":\"maat-history\",\"version\":1,\"implementation\":\"x\",\"claims\":\"membership\",\"nodes\":[\"n1\",\"n2\"]}\n";
    static final String VIEW = "{\"p\":\"n1.0\",\"t\":1,\"e\":\"start\"}\n"
            + "{\"p\":\"n1.0\",\"t\":2,\"e\":\"view\",\"id\":\"1\",\"seq\":1,\"members\":[\"n1.0\"]}\n";
    static final String VIEW_WITHOUT_ITSELF =
            "{\"p\":\"n1.0\",\"t\":3,\"e\":\"view\",\"id\":\"2\",\"seq\":2,\"members\":[\"n2.0\"]}\n";

    private SmallHistories() {}
}
