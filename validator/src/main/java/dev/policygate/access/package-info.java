/**
 * What a document means: requests that it allows, patterns as sets of strings, and whether one
 * document allows anything that another does not.
 */
@NullMarked
package dev.policygate.access;

import org.jspecify.annotations.NullMarked;
