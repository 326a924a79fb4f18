/** What comes with the gate as data: the catalogue, the presets, the central denies. */
@NullMarked
package dev.policygate.resource;

import org.jspecify.annotations.NullMarked;
