/** JSON as text with places: every value knows its line, column and pointer. */
@NullMarked
package dev.policygate.json;

import org.jspecify.annotations.NullMarked;
