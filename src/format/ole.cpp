#include "format/ole.h"

#include <gsf/gsf-infile-msole.h>
#include <gsf/gsf-input-memory.h>
#include <gsf/gsf-utils.h>

#include <algorithm>
#include <utility>

#include "format/doc.h"
#include "format/office_head.h"

namespace vnidx::format {
namespace {

struct Unref {
  void operator()(void* object) const {
    if (object != nullptr) g_object_unref(object);
  }
};

/// libgsf tells of damage on standard error; here a rejection does.
void ignore_log(const gchar* /*domain*/, GLogLevelFlags /*level*/, const gchar* /*message*/,
                gpointer /*data*/) {}

}  // namespace

struct OleFile::State {
  std::unique_ptr<GsfInput, Unref> input;
  std::unique_ptr<GsfInfile, Unref> container;
};

OleFile::OleFile(std::string_view bytes) : state_(std::make_unique<State>()) {
  g_log_set_default_handler(ignore_log, nullptr);
  gsf_init();
  state_->input.reset(gsf_input_memory_new(reinterpret_cast<const guint8*>(bytes.data()),
                                           static_cast<gsf_off_t>(bytes.size()), FALSE));
  if (state_->input) state_->container.reset(gsf_infile_msole_new(state_->input.get(), nullptr));
}

OleFile::~OleFile() = default;

std::optional<std::string> OleFile::stream(const char* name) const {
  if (!state_->container) return std::nullopt;
  const std::unique_ptr<GsfInput, Unref> stream(gsf_infile_child_by_name(state_->container.get(), name));
  if (!stream) return std::nullopt;
  // A damaged directory may promise more than the file has.
  const gsf_off_t size = std::min(gsf_input_size(stream.get()), gsf_input_size(state_->input.get()));
  if (size <= 0) return std::nullopt;
  std::string content(static_cast<std::size_t>(size), '\0');
  if (gsf_input_read(stream.get(), content.size(), reinterpret_cast<guint8*>(content.data())) == nullptr) {
    return std::nullopt;
  }
  return content;
}

bool begins_ole(std::string_view head) {
  return head.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
}

Extraction extract_ole(std::string bytes, const Hints& hints) {
  const OleFile file(bytes);
  const std::optional<std::string> word = file.stream("WordDocument");
  Extraction extraction;
  if (!word) {
    extraction.rejection = "is an old Office document without text that could be read";
    return extraction;
  }
  const std::optional<std::string> table = file.stream(doc_table_name(*word));
  Result<OfficeText> found = read_doc(*word, table.value_or(std::string()));
  if (!found) {
    extraction.rejection = found.error().message;
    return extraction;
  }
  if (!found->whole) extraction.repairs.emplace_back("is damaged: only a part of it could be read");
  if (found->text.empty()) {
    extraction.rejection = "has no text";
    return extraction;
  }
  extraction.document = office_document(std::move(*found), hints.stem);
  return extraction;
}

}  // namespace vnidx::format
