/// Hands pages of the program's files back to the system.
#pragma once

/// Lets go of the pages of code and constants that this process has mapped so far, of the program and of its libraries. Most
/// were needed for the start alone; one that is needed again comes back from the page cache within a microsecond.
///
/// Breakpoints that a debugger has set by then are gone, too.
void release_code_pages(void);
