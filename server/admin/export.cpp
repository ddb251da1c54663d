#include "server/admin/export.h"

#include <cstdio>

#include "server/store/sqlite/database.h"
#include "shared/text/csv.h"

namespace otklik {
int exportTexts(const std::string& path, const std::string& wave) {
    auto database = Database::open(path, Database::Access::read);
    if (!database) return std::fprintf(stderr, "otklik: %s\n", database.problems().front().detail.c_str()), 1;
    Statement texts = database->prepare(
        "SELECT wave, question, text FROM text WHERE ?1='' OR wave=?1 ORDER BY wave, question, key");
    texts.bind(1, wave);
    std::printf("\xEF\xBB\xBFwave;question;text\r\n");
    while (texts.step() == SQLITE_ROW)
        std::printf("%s;%s;%s\r\n", csvText(texts.text(0)).c_str(), csvText(texts.text(1)).c_str(),
                    csvText(texts.text(2)).c_str());
    return 0;
}

}  // namespace otklik
