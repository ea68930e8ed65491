package dev.syncline.smartsuite.load;

/** The API behaves as it is documented. */
class SmartSuiteLoaderTest extends SmartSuiteLoaderContract {}
