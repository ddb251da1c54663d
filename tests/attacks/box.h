#pragma once
// A wave of marked responses in a real folder, and everything that an attacker has taken of it meanwhile.

#include <map>
#include <string>
#include <vector>

#include "tests/server/store/opened_store.h"

namespace otklik::attack {

inline constexpr int kThreshold = 10;

/// What nobody else writes. Both texts of person n.
std::string firstText(int n);
std::string secondText(int n);

/// Bytes of files by name.
using Taken = std::map<std::string, std::string>;

/// A real folder with a wave in which people answer in the order of their numbers.
class Box {
  public:
    Box() : opened_(kThreshold) {}

    test::StoreOnDisk& store() { return opened_; }
    /// People `from` to `to` answer, one after the other; whatever is due is done after each.
    void answer(int from, int to, const std::string& sex = "female");
    /// The data folder as it lies there, or the keys folder.
    Taken data() const { return read(opened_.data()); }
    Taken keys() const { return read(opened_.keys()); }
    /// What `otklik backup` makes.
    Taken backup();

  private:
    static Taken read(const std::string& folder);

    test::StoreOnDisk opened_;
};

/// Rows of the pool that open with any of these keys, as records.
std::vector<std::string> opened(const Taken& data, const Taken& keys);

/// Rank correlation (Spearman) of `order` with 0, 1, 2, …; under chance its SD is 1/sqrt(n - 1).
double rankCorrelation(const std::vector<int>& order);

}  // namespace otklik::attack
