/** What a page without DOM takes from HTML: its scripts. */
@NullMarked
package dev.bellhop.html;

import org.jspecify.annotations.NullMarked;
