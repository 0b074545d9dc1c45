package dev.maat.node.implementation;

import dev.maat.contract.ProtocolCore;

/** The parent of every implementation's class loader: the JDK and the contract, nothing else. */
final class ContractOnly extends ClassLoader {
    private static final String CONTRACT = ProtocolCore.class.getPackageName() + ".";

    static {
        registerAsParallelCapable();
    }

    ContractOnly() {
        super("maat-contract-only", ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        // A package below the contract's belongs to the implementation, not to Maat.
        if (name.startsWith(CONTRACT) && name.indexOf('.', CONTRACT.length()) < 0) {
            return Class.forName(name, false, ProtocolCore.class.getClassLoader());
        }
        throw new ClassNotFoundException(name);
    }
}
