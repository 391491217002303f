// vnidx decode: a file as clean UTF-8.
#include "encoding/decode.h"

#include <memory>
#include <utility>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/messages.h"
#include "cli/output.h"
#include "cli/reading_options.h"
#include "cli/terminal.h"
#include "print/printable.h"

namespace vnidx::cli {
namespace {

struct DecodeOptions {
  std::string file;
  encoding::Encoding encoding = encoding::Encoding::automatic;
};

ExitStatus decode(const DecodeOptions& options, const Globals& globals) {
  Result<std::string> bytes = read_input(options.file);
  if (!bytes) return fail(bytes.error());
  const encoding::Decoded decoded = encoding::decode(std::move(*bytes), options.encoding);

  const std::string place = "vnidx: " + input_name(options.file) + ": ";
  if (decoded.encoding == encoding::Encoding::unknown) {
    return fail({ErrorCode::io, std::string(encoding::kUnknownEncoding), input_name(options.file), {}});
  }
  if (!globals.quiet) say(place + encoding::description(decoded));
  if (decoded.replaced > 0) {
    say(place + "note: " + std::to_string(decoded.replaced) +
        " places could not be decoded and are U+FFFD, the first at byte " +
        std::to_string(decoded.first_bad));
  }
  // A pipe or file gets the text exactly; a terminal must not be steered by it.
  return print_all(stdout_is_terminal() ? print::printable(decoded.text, print::Lines::keep) : decoded.text);
}

}  // namespace

Action declare_decode(OptionSet& set) {
  const auto options = std::make_shared<DecodeOptions>();
  set.positional("FILE", options->file, OptionSet::Need::required, "the file; - for standard input");
  declare_encoding(set, options->encoding);
  return [options](const Globals& globals) { return decode(*options, globals); };
}

}  // namespace vnidx::cli
