/** Contract suites, generators and hand-written fakes for the tests of every engine and surface. */
@NullMarked
package dev.vitrine.testkit;

import org.jspecify.annotations.NullMarked;
