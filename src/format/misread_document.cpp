#include "format/misread_document.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "encoding/decode.h"
#include "format/repairs.h"

namespace vnidx::format {

void restore_misread(Document& document, std::vector<std::string>& repairs) {
  const std::array<std::string*, 6> fields{&document.title,   &document.abstract, &document.text,
                                           &document.caption, &document.author,   &document.category};
  const auto suspect = [](const std::string* field) { return encoding::may_be_misread(*field); };
  if (std::ranges::none_of(fields, suspect)) return;
  std::string all;
  for (const std::string* field : fields) all += *field + '\n';
  const std::optional<encoding::Decoded> decoded = encoding::decode_misread(all);
  if (!decoded) return;
  repairs.push_back(*decoded_from(*decoded));
  std::string_view rest = decoded->text;
  for (std::string* field : fields) {
    std::size_t end = 0;  // behind as many line feeds as the field has, and the one put behind it
    for (auto feeds = std::ranges::count(*field, '\n') + 1; feeds > 0; --feeds)
      end = rest.find('\n', end) + 1;
    *field = rest.substr(0, end - 1);
    rest.remove_prefix(end);
  }
}

}  // namespace vnidx::format
