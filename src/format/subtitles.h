// Subtitles of films and talks, SubRip (.srt) and WebVTT (.vtt): the words that are spoken, without numbers
// and times. Pure; thread-safe.
#pragma once

#include <string>

#include "format/extraction.h"

namespace vnidx::format {

/// Whether a file that begins with `head` is one: a WebVTT signature, or a cue's number and times.
bool begins_with_cue(std::string_view head);

/// The lines of all cues; tags (`<i>`, `{\an8}`) are left out.
Extraction extract_subtitles(std::string bytes, const Hints& hints);

}  // namespace vnidx::format
