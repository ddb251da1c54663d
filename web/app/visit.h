#pragma once
// One visit: where the visitor is, what was answered, what became of the sending. No drawing, no browser.
// The native form is the truth about answers: it is read as a whole after every change (setAnswers).

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/report/report.h"
#include "shared/survey/response.h"

namespace otklik {

/// What the visitor is at.
enum class Stage { question, review, sending, thanks, preview };

/// What became of the response.
enum class Delivery { none, sent, waiting, refused };

/// What is known round the survey.
struct Surroundings {
    std::string closes;     ///< the wave's last day, an ISO date; empty where none is set
    std::string reception;  ///< the address where the office takes requests; empty: not known
};

class Visit {
  public:
    /// Starts at question `openAt` (index into survey.questions); `survey` must outlive the visit.
    /// `unread`: what could not be read of the form as it stands.
    Visit(const Survey& survey, Answers answers, int openAt, Problems unread = {});

    const Survey& survey() const { return survey_; }
    Stage stage() const { return stage_; }
    const Answers& answers() const { return answers_; }
    const Answer* answer(const Question& question) const;
    /// What is shown of the survey now.
    const Showing& showing() const { return showing_; }

    /// The questions that visibleIf leaves, in form order, and the position of the current one among them.
    const std::vector<const Question*>& questions() const { return visible_; }
    int position() const { return position_; }
    const Question& current() const { return *visible_[static_cast<std::size_t>(position_)]; }

    void setAnswers(Answers answers, Problems unread = {});
    /// The answer to one question; an empty one is none.
    void setAnswer(const Question& question, Answer answer);

    /// True where next() may leave the question; else problems() says what is missing.
    bool next();
    void back();
    /// Goes to a question; afterwards «Далее» leads back to the review when the visitor came from there.
    void goTo(int position);

    /// From the review: true when the response is complete and should be sent now.
    bool send();
    /// The same from a question, where somebody ends the visit with what is answered so far.
    bool finish();
    /// Once sent or kept in the outbox, texts are forgotten, and so is what did not leave; closed answers
    /// stay for the preview, which marks them.
    void delivered(Delivery delivery, std::string reason);
    void showPreview() { stage_ = Stage::preview; }

    Delivery delivery() const { return delivery_; }
    const std::string& reason() const { return reason_; }
    const Problems& problems() const { return problems_; }
    bool returnsToReview() const { return fromReview_; }

    /// The response as it leaves: answers of visible questions, open text redacted.
    Answers outgoing() const;

    const Surroundings& surroundings() const { return surroundings_; }
    void setSurroundings(Surroundings surroundings) { surroundings_ = std::move(surroundings); }

    /// Whether the review shows the questions without an answer one by one.
    bool showsUnanswered() const { return showsUnanswered_; }
    void foldUnanswered() { showsUnanswered_ = !showsUnanswered_; }

    /// What has been published, as the server wrote it; nothing while there are no figures.
    const std::optional<Report>& results() const { return results_; }
    void setResults(Report results) { results_ = std::move(results); }

  private:
    void refreshVisible();
    /// Of the form as it stands: what could not be read, and what is missing.
    Problems wrong() const;

    const Survey& survey_;
    Answers answers_;
    Showing showing_;
    std::vector<const Question*> visible_;
    int position_ = 0;
    Stage stage_ = Stage::question;
    bool fromReview_ = false;
    Delivery delivery_ = Delivery::none;
    std::string reason_;
    Problems problems_, unread_;
    Surroundings surroundings_;
    bool showsUnanswered_ = false;
    std::optional<Report> results_;
};

}  // namespace otklik
