/** The HTTP side: Jetty handlers around every route, the bulk read beside Javalin's routes. */
@NullMarked
package dev.vitrine.server.http;

import org.jspecify.annotations.NullMarked;
