#include "format/ole.h"

#include <gsf/gsf-infile-msole.h>
#include <gsf/gsf-input-memory.h>
#include <gsf/gsf-utils.h>

#include <algorithm>
#include <utility>

#include "format/doc.h"
#include "format/office_head.h"
#include "format/ppt.h"
#include "format/xls.h"

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

Result<OfficeText> read_streams(const OleFile& file) {
  if (const std::optional<std::string> word = file.stream("WordDocument")) {
    return read_doc(*word, file.stream(doc_table_name(*word)).value_or(std::string()));
  }
  if (const std::optional<std::string> slides = file.stream("PowerPoint Document")) {
    return read_old_slides(*slides, file.stream("Current User").value_or(std::string()));
  }
  for (const char* name : {"Workbook", "Book", "WORKBOOK", "BOOK"}) {
    if (const std::optional<std::string> workbook = file.stream(name)) return read_old_workbook(*workbook);
  }
  if (file.stream("EncryptedPackage")) return Error{ErrorCode::io, "is protected by a password", {}, {}};
  return Error{ErrorCode::io, "is an old Office document without text that could be read", {}, {}};
}

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

Extraction extract_ole(std::string bytes, const Hints& hints) {
  const OleFile file(bytes);
  Result<OfficeText> found = read_streams(file);
  if (!found) return {std::nullopt, std::move(found).error().message, {}};
  return extraction_of(*std::move(found), hints.stem);
}

}  // namespace vnidx::format
