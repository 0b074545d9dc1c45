package dev.maat.engine.fake;

import dev.maat.contract.GroupMember;
import dev.maat.contract.ImplementationProvider;
import java.util.Map;

/** Makes live members that are never started. */
public final class FakeLiveProvider implements ImplementationProvider.Live {
    /** For the loader. */
    public FakeLiveProvider() {}

    @Override
    public GroupMember newMember(String name, Map<String, String> options) {
        FakeProvider.requireOffered(name, options);
        throw new UnsupportedOperationException();
    }
}
