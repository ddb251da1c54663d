// The order's form, word for word.

#include "tests/support.h"

using namespace otklik;

TEST_CASE("The order's form has its 13 questions in order") {
    const Survey survey = test::orderSurvey();
    std::vector<std::string> names;
    for (const Question& question : survey.questions) names.push_back(question.name);
    CHECK(names == std::vector<std::string>{"sources", "frequency", "findability", "ease", "seek",
                                            "change-content", "demand", "change-pages", "satisfaction",
                                            "status", "sex", "age", "education"});
    CHECK(survey.title.in("ru") ==
          "Оценка удовлетворенности клиентов доступностью, составом и качеством информации о деятельности "
          "Министерства по делам Коми-Пермяцкого округа Пермского края");
    for (const Question& question : survey.questions) {
        CHECK_FALSE(question.isRequired);
        CHECK(question.title.has("en"));
    }
}

TEST_CASE("Question texts, options and instructions are the order's") {
    const Survey survey = test::orderSurvey();
    const auto options = [](const std::vector<Choice>& choices) {
        std::vector<std::string> texts;
        for (const Choice& choice : choices) texts.push_back(choice.text.in("ru"));
        return texts;
    };
    CHECK(survey.question("sources")->title.in("ru") ==
          "Какие источники Вы используете для получения информации о деятельности Министерства по делам "
          "Коми-Пермяцкого округа Пермского края?");
    CHECK(survey.question("sources")->description.in("ru") == "(Несколько вариантов ответов)");
    CHECK(options(survey.question("sources")->options) ==
          std::vector<std::string>{"Официальный сайт Министерства",
                                   "Официальная страница Министерства в социальной сети «ВКонтакте»",
                                   "Официальная страница Министерства в социальной сети «Одноклассники»",
                                   "Другое (укажите)"});
    CHECK(options(survey.question("frequency")->options) ==
          std::vector<std::string>{"Пользуюсь постоянно", "Пользуюсь время от времени", "Не пользуюсь",
                                   "Затрудняюсь ответить"});
    CHECK(options(survey.question("findability")->options) ==
          std::vector<std::string>{"Да", "Нет", "Затрудняюсь ответить"});
    CHECK(options(survey.question("satisfaction")->rows) ==
          std::vector<std::string>{"Официальный сайт Министерства",
                                   "Страница Министерства в социальной сети «ВКонтакте»",
                                   "Страница Министерства в социальной сети «Одноклассники»"});
    CHECK(survey.question("satisfaction")->isScale);
    CHECK(survey.question("seek")->title.in("ru") ==
          "За получением какой информации Вы чаще всего обращаетесь на сайт Министерства?");
    CHECK(survey.question("status")->options.back().text.in("ru") == "Иной статус (укажите)");
    CHECK(survey.question("status")->hasOther);
    CHECK(options(survey.question("education")->options) ==
          std::vector<std::string>{"Основное общее", "Среднее общее", "Среднее профессиональное", "Высшее",
                                   "Незаконченное высшее"});
}
