(* Several scales. A point gives each scale a value; `nearby` says what holds at all points beyond some bound that meet
   `cond`. A term is the exponential of a sum of exponents, one of each scale. *)
Lemma far_nonnegative (o e : R -> R) : far o e -> (forall x, o x = 0) -> near (fun x => 0 <= e x).
Proof. intros F Z. apply (near_mono _ _ (F 0)). intros x H. rewrite Z in H. lra. Qed.
Lemma zero_nonnegative (o : R -> R) : (forall x, o x = 0) -> near (fun x => 0 <= o x).
Proof. intro Z. apply near_always. intro x. rewrite Z. lra. Qed.
Lemma cross_multiplied C a b c d : 0 < b -> 0 < d -> Rabs (a * d) <= C * Rabs (c * b) -> Rabs (a / b) <= C * Rabs (c / d).
Proof.
  intros B D H. rewrite !Rabs_mult, (Rabs_pos_eq b), (Rabs_pos_eq d) in H by lra. unfold Rdiv.
  rewrite !Rabs_mult, (Rabs_pos_eq (/ b)), (Rabs_pos_eq (/ d)) by (left; apply Rinv_0_lt_compat; assumption).
  apply (Rmult_le_reg_r (b * d)); [ apply Rmult_lt_0_compat; assumption | ].
  replace (Rabs a * / b * (b * d)) with (Rabs a * d) by (field; lra).
  replace (C * (Rabs c * / d) * (b * d)) with (C * (Rabs c * b)) by (field; lra). exact H.
Qed.
Section Several.
Set Default Proof Using "All".
Variable cond : R -> (nat -> R) -> Prop.
Hypothesis cond_less : forall a b p, 0 < a -> a <= b -> cond b p -> cond a p.
Definition nearby (Q : (nat -> R) -> Prop) :=
  exists N0, 0 < N0 /\ forall p, (forall j, N0 < p j) -> cond N0 p -> Q p.
Lemma nearby_mono (P Q : (nat -> R) -> Prop) : nearby P -> (forall p, P p -> Q p) -> nearby Q.
Proof. intros (a & A & F) I. exists a. split; [ exact A | ]. intros p B C. apply I, F; assumption. Qed.
Lemma nearby_and (P Q : (nat -> R) -> Prop) : nearby P -> nearby Q -> nearby (fun p => P p /\ Q p).
Proof.
  intros (a & A & F) (b & B & G). exists (Rmax a b). pose proof (Rmax_l a b). pose proof (Rmax_r a b).
  split; [ lra | ]. intros p X C.
  split; [ apply F | apply G ]; try (intro j; specialize (X j); lra); eapply cond_less; try exact C; assumption.
Qed.
Lemma nearby_at j (Q : R -> Prop) : near Q -> nearby (fun p => Q (p j)).
Proof. intros (a & A & F). exists a. split; [ exact A | ]. intros p X _. apply F, X. Qed.
Lemma nearby_always (Q : (nat -> R) -> Prop) : (forall p, Q p) -> nearby Q.
Proof. intro H. exists 1. split; [ lra | ]. intros p _ _. apply H. Qed.

Implicit Types (f g h d e : (nat -> R) -> R) (l k : list ((nat -> R) -> R)) (p : nat -> R).
Fixpoint sums (l : list ((nat -> R) -> R)) p := match l with nil => 0 | e :: l => exp (e p) + sums l p end.
Definition most f l := exists C, 0 < C /\ nearby (fun p => Rabs (f p) <= C * sums l p).
Definition about f l := exists c C, 0 < c /\ 0 < C /\ nearby (fun p => c * sums l p <= f p <= C * sums l p).
Lemma sums_nonnegative l p : 0 <= sums l p.
Proof. induction l as [ | e l I ]; simpl; [ lra | ]. pose proof (exp_pos (e p)). lra. Qed.
Lemma sums_positive e l p : 0 < sums (e :: l) p.
Proof. simpl. pose proof (exp_pos (e p)). pose proof (sums_nonnegative l p). lra. Qed.
Lemma sums_append l k p : sums (l ++ k) p = sums l p + sums k p.
Proof. induction l as [ | e l I ]; simpl; [ ring | rewrite I; ring ]. Qed.
Definition pairs l k := flat_map (fun e => map (fun d p => e p + d p) k) l.
Lemma sums_pairs l k p : sums (pairs l k) p = sums l p * sums k p.
Proof.
  unfold pairs. induction l as [ | e l I ]; simpl; [ ring | ]. rewrite sums_append, I.
  assert (E : sums (map (fun d p => e p + d p) k) p = exp (e p) * sums k p).
  { clear. induction k as [ | d k I ]; simpl; [ ring | rewrite I, exp_plus; ring ]. }
  rewrite E. ring.
Qed.
Lemma sums_member e l p : In e l -> exp (e p) <= sums l p.
Proof.
  induction l as [ | d l I ]; simpl; [ tauto | ]. intros [ -> | H ].
  - pose proof (sums_nonnegative l p). lra.
  - pose proof (exp_pos (d p)). specialize (I H). lra.
Qed.

Lemma most_one j (f e : R -> R) : within f (Some e) -> most (fun p => f (p j)) ((fun p => e (p j)) :: nil).
Proof.
  intros (C & P & W). exists C. split; [ exact P | ]. apply (nearby_mono _ _ (nearby_at j _ W)).
  intros p H. simpl. lra.
Qed.
Lemma most_nothing j (f : R -> R) : near (fun x => f x = 0) -> most (fun p => f (p j)) nil.
Proof.
  intro W. exists 1. split; [ lra | ]. apply (nearby_mono _ _ (nearby_at j _ W)). intros p ->. simpl. rewrite Rabs_R0. lra.
Qed.
Lemma about_one j (f e : R -> R) : between f e -> about (fun p => f (p j)) ((fun p => e (p j)) :: nil).
Proof.
  intros (c & C & P & Q & W). exists c, C. repeat split; try assumption. apply (nearby_mono _ _ (nearby_at j _ W)).
  intros p H. simpl. lra.
Qed.
Lemma about_most f l : about f l -> most f l.
Proof.
  intros (c & C & P & Q & W). exists C. split; [ exact Q | ]. apply (nearby_mono _ _ W). intros p [ U V ].
  pose proof (sums_nonnegative l p). assert (0 <= c * sums l p) by (apply Rmult_le_pos; lra). rewrite Rabs_pos_eq; lra.
Qed.
Lemma about_positive f e l : about f (e :: l) -> nearby (fun p => 0 < f p).
Proof.
  intros (c & C & P & Q & W). apply (nearby_mono _ _ W). intros p [ U V ]. pose proof (sums_positive e l p) as S.
  apply (Rlt_le_trans _ (c * sums (e :: l) p)); [ apply Rmult_lt_0_compat; assumption | exact U ].
Qed.
Lemma most_equal f g l : nearby (fun p => f p = g p) -> most f l -> most g l.
Proof.
  intros E (C & P & W). exists C. split; [ exact P | ]. apply (nearby_mono _ _ (nearby_and _ _ E W)). intros p [ <- H ]. exact H.
Qed.
Lemma about_equal f g l : nearby (fun p => f p = g p) -> about f l -> about g l.
Proof.
  intros E (c & C & P & Q & W). exists c, C. repeat split; try assumption.
  apply (nearby_mono _ _ (nearby_and _ _ E W)). intros p [ <- H ]. exact H.
Qed.
Lemma most_opposite f l : most f l -> most (fun p => - f p) l.
Proof.
  intros (C & P & W). exists C. split; [ exact P | ]. apply (nearby_mono _ _ W). intros p H. rewrite Rabs_Ropp. exact H.
Qed.
Lemma most_absolute f l : most f l -> most (fun p => Rabs (f p)) l.
Proof.
  intros (C & P & W). exists C. split; [ exact P | ]. apply (nearby_mono _ _ W). intros p H. rewrite Rabs_Rabsolu. exact H.
Qed.
Lemma about_absolute f e l : about f (e :: l) -> about (fun p => Rabs (f p)) (e :: l).
Proof.
  intro A. apply (about_equal f); [ | exact A ]. apply (nearby_mono _ _ (about_positive _ _ _ A)).
  intros p H. rewrite Rabs_pos_eq; lra.
Qed.
Lemma most_bounded f g h l k : (forall p, Rabs (h p) <= Rabs (f p) + Rabs (g p)) -> most f l -> most g k -> most h (l ++ k).
Proof.
  intros H (C & P & F) (D & Q & G). exists (C + D). split; [ lra | ].
  apply (nearby_mono _ _ (nearby_and _ _ F G)). intros p [ U V ]. rewrite sums_append.
  pose proof (sums_nonnegative l p) as L. pose proof (sums_nonnegative k p) as K. specialize (H p).
  assert (0 <= D * sums l p) by (apply Rmult_le_pos; lra). assert (0 <= C * sums k p) by (apply Rmult_le_pos; lra). lra.
Qed.
Lemma most_plus f g l k : most f l -> most g k -> most (fun p => f p + g p) (l ++ k).
Proof. apply most_bounded. intro p. apply Rabs_triang. Qed.
Lemma most_minus f g l k : most f l -> most g k -> most (fun p => f p - g p) (l ++ k).
Proof. apply most_bounded. intro p. rewrite <- (Rabs_Ropp (g p)). apply Rabs_triang. Qed.
Lemma most_maximum f g l k : most f l -> most g k -> most (fun p => Rmax (f p) (g p)) (l ++ k).
Proof.
  apply most_bounded. intro p. pose proof (Rabs_pos (f p)). pose proof (Rabs_pos (g p)).
  destruct (Rle_dec (f p) (g p)); [ rewrite Rmax_right by lra | rewrite Rmax_left by lra ]; lra.
Qed.
Lemma most_minimum f g l k : most f l -> most g k -> most (fun p => Rmin (f p) (g p)) (l ++ k).
Proof.
  apply most_bounded. intro p. pose proof (Rabs_pos (f p)). pose proof (Rabs_pos (g p)).
  destruct (Rle_dec (f p) (g p)); [ rewrite Rmin_left by lra | rewrite Rmin_right by lra ]; lra.
Qed.
Lemma about_combined f g h l k : (forall p, 0 <= f p -> 0 <= g p -> (f p + g p) / 2 <= h p <= f p + g p) ->
  about f l -> about g k -> about h (l ++ k).
Proof.
  intros H (c & C & P & Q & F) (d & D & P' & Q' & G). exists (Rmin c d / 2), (C + D).
  assert (M : 0 < Rmin c d) by (apply Rmin_glb_lt; assumption). pose proof (Rmin_l c d). pose proof (Rmin_r c d).
  repeat split; try lra. apply (nearby_mono _ _ (nearby_and _ _ F G)). intros p [ [ U V ] [ W X ] ]. rewrite sums_append.
  pose proof (sums_nonnegative l p) as L. pose proof (sums_nonnegative k p) as K.
  assert (0 <= c * sums l p) by (apply Rmult_le_pos; lra). assert (0 <= d * sums k p) by (apply Rmult_le_pos; lra).
  destruct (H p) as [ Y Z ]; try lra.
  assert (0 <= D * sums l p) by (apply Rmult_le_pos; lra). assert (0 <= C * sums k p) by (apply Rmult_le_pos; lra).
  assert (Rmin c d * sums l p <= c * sums l p) by (apply Rmult_le_compat_r; lra).
  assert (Rmin c d * sums k p <= d * sums k p) by (apply Rmult_le_compat_r; lra). split; lra.
Qed.
Lemma about_plus f g l k : about f l -> about g k -> about (fun p => f p + g p) (l ++ k).
Proof. apply about_combined. intros. lra. Qed.
Lemma about_maximum f g l k : about f l -> about g k -> about (fun p => Rmax (f p) (g p)) (l ++ k).
Proof.
  apply about_combined. intros p F G.
  destruct (Rle_dec (f p) (g p)); [ rewrite Rmax_right by lra | rewrite Rmax_left by lra ]; lra.
Qed.
Lemma nearby_large j (a : R -> R) : below_any (fun _ => 2) a -> near (fun x => 0 < a x) -> nearby (fun p => 2 <= a (p j)).
Proof.
  intros B P. apply (nearby_at j (fun x => 2 <= a x)). apply (near_mono _ _ (near_and _ _ (B 1 ltac:(lra)) P)). intros x [ U V ].
  rewrite (Rabs_pos_eq 2), (Rabs_pos_eq (a x)) in U by lra. lra.
Qed.
Lemma about_log_sum f g l k :
  about (fun p => ln (f p)) l -> about (fun p => ln (g p)) k -> nearby (fun p => 0 < f p) -> nearby (fun p => 0 < g p) ->
  nearby (fun p => 2 <= f p \/ 2 <= g p) -> about (fun p => ln (f p + g p)) (l ++ k).
Proof.
  intros F G P Q T. destruct (about_maximum _ _ _ _ F G) as (c & C & A & B & W). exists c, (2 * C).
  split; [ exact A | split; [ lra | ] ].
  apply (nearby_mono _ _ (nearby_and _ _ W (nearby_and _ _ P (nearby_and _ _ Q T)))). intros p [ [ U V ] [ X [ Y Z ] ] ].
  assert (L : forall x y, 0 < x -> x <= y -> ln x <= ln y).
  { intros x y H [ I | -> ]; [ left; apply ln_increasing; assumption | right; reflexivity ]. }
  assert (M : Rmax (ln (f p)) (ln (g p)) <= ln (f p + g p)) by (apply Rmax_lub; apply L; lra).
  assert (D : ln (f p + g p) <= ln 2 + Rmax (ln (f p)) (ln (g p))).
  { destruct (Rle_dec (f p) (g p)) as [ H | H ].
    - apply (Rle_trans _ (ln (2 * g p))); [ apply L; lra | ]. rewrite ln_mult by lra. pose proof (Rmax_r (ln (f p)) (ln (g p))). lra.
    - apply (Rle_trans _ (ln (2 * f p))); [ apply L; lra | ]. rewrite ln_mult by lra. pose proof (Rmax_l (ln (f p)) (ln (g p))). lra. }
  assert (E : ln 2 <= Rmax (ln (f p)) (ln (g p))).
  { destruct Z as [ Z | Z ].
    - apply (Rle_trans _ (ln (f p))); [ apply L; lra | apply Rmax_l ].
    - apply (Rle_trans _ (ln (g p))); [ apply L; lra | apply Rmax_r ]. }
  split; lra.
Qed.
Lemma most_times f g l k : most f l -> most g k -> most (fun p => f p * g p) (pairs l k).
Proof.
  intros (C & P & F) (D & Q & G). exists (C * D). split; [ apply Rmult_lt_0_compat; assumption | ].
  apply (nearby_mono _ _ (nearby_and _ _ F G)). intros p [ U V ]. rewrite sums_pairs, Rabs_mult.
  replace (C * D * (sums l p * sums k p)) with (C * sums l p * (D * sums k p)) by ring.
  apply Rmult_le_compat; auto using Rabs_pos.
Qed.
Lemma about_times f g l k : about f l -> about g k -> about (fun p => f p * g p) (pairs l k).
Proof.
  intros (c & C & P & Q & F) (d & D & P' & Q' & G). exists (c * d), (C * D).
  repeat split; try (apply Rmult_lt_0_compat; assumption).
  apply (nearby_mono _ _ (nearby_and _ _ F G)). intros p [ [ U V ] [ W X ] ]. rewrite sums_pairs.
  pose proof (sums_nonnegative l p) as L. pose proof (sums_nonnegative k p) as K.
  assert (0 <= c * sums l p) by (apply Rmult_le_pos; lra). assert (0 <= d * sums k p) by (apply Rmult_le_pos; lra).
  replace (c * d * (sums l p * sums k p)) with (c * sums l p * (d * sums k p)) by ring.
  replace (C * D * (sums l p * sums k p)) with (C * sums l p * (D * sums k p)) by ring.
  split; apply Rmult_le_compat; lra.
Qed.
Lemma about_inverse f e : about f (e :: nil) -> about (fun p => / f p) ((fun p => - e p) :: nil).
Proof.
  intros (c & C & P & Q & F). exists (/ C), (/ c). repeat split; try (apply Rinv_0_lt_compat; assumption).
  apply (nearby_mono _ _ F). intros p [ U V ]. simpl in *. rewrite Rplus_0_r in *. pose proof (exp_pos (e p)) as E.
  rewrite exp_Ropp, <- !Rinv_mult. assert (0 < c * exp (e p)) by (apply Rmult_lt_0_compat; assumption).
  split; apply Rinv_le_contravar; lra.
Qed.
Lemma largest_member e l p : exists d, In d (e :: l) /\ forall h, In h (e :: l) -> h p <= d p.
Proof.
  revert e. induction l as [ | a l I ]; intro e.
  - exists e. split; [ left; reflexivity | ]. intros h [ -> | [] ]. lra.
  - destruct (I a) as (d & D & H). destruct (Rle_dec (e p) (d p)) as [ B | B ].
    + exists d. split; [ right; exact D | ]. intros h [ <- | M ]; [ exact B | exact (H h M) ].
    + exists e. split; [ left; reflexivity | ]. intros h [ <- | M ]; [ lra | specialize (H h M); lra ].
Qed.
Lemma sums_at_most l p m : (forall h, In h l -> h p <= m) -> sums l p <= INR (length l) * exp m.
Proof.
  induction l as [ | e l I ]; intro H; [ simpl; lra | ].
  change (length (e :: l)) with (S (length l)). rewrite S_INR. change (sums (e :: l) p) with (exp (e p) + sums l p).
  assert (exp (e p) <= exp m) by (apply exp_le, H; left; reflexivity).
  assert (sums l p <= INR (length l) * exp m) by (apply I; intros h M; apply H; right; exact M). lra.
Qed.
Definition raised q (e : (nat -> R) -> R) := fun p => q * e p.
Lemma about_power q f e l : 0 <= q \/ l = nil -> about f (e :: l) -> about (fun p => Rpower (f p) q) (map (raised q) (e :: l)).
Proof.
  intros S (c & C & P & Q & F). set (n := INR (length (e :: l))).
  assert (N : 1 <= n) by (unfold n; simpl length; rewrite S_INR; pose proof (pos_INR (length l)); lra).
  assert (CN : 0 < C * n) by (apply Rmult_lt_0_compat; lra).
  set (M := Rabs q * (Rabs (ln c) + Rabs (ln (C * n)))).
  exists (exp (- M) / n), (exp M). pose proof (exp_pos M). pose proof (exp_pos (- M)) as EM.
  split; [ apply Rdiv_lt_0_compat; lra | ]. split; [ exact H | ].
  apply (nearby_mono _ _ F). intros p [ U V ]. destruct (largest_member e l p) as (d & D & T).
  pose proof (exp_pos (d p)) as E.
  assert (U' : c * exp (d p) <= f p).
  { apply (Rle_trans _ _ _ (Rmult_le_compat_l c _ _ (Rlt_le _ _ P) (sums_member d (e :: l) p D)) U). }
  assert (V' : f p <= C * n * exp (d p)).
  { apply (Rle_trans _ _ _ V). rewrite Rmult_assoc. apply Rmult_le_compat_l; [ lra | apply sums_at_most; exact T ]. }
  assert (0 < c * exp (d p)) by (apply Rmult_lt_0_compat; assumption).
  assert (Z : 0 < f p) by lra.
  assert (U2 : ln c + d p <= ln (f p)).
  { rewrite <- (ln_exp (d p)) at 1. rewrite <- ln_mult by assumption. apply ln_le; assumption. }
  assert (V2 : ln (f p) <= ln (C * n) + d p).
  { rewrite <- (ln_exp (d p)) at 1. rewrite <- ln_mult by assumption. apply ln_le; assumption. }
  assert (B : Rabs (q * ln (f p) - q * d p) <= M).
  { rewrite <- Rmult_minus_distr_l, Rabs_mult. unfold M. apply Rmult_le_compat_l; [ apply Rabs_pos | ]. apply Rabs_le.
    pose proof (Rle_abs (ln (C * n))). pose proof (Rabs_pos (ln (C * n))). pose proof (Rabs_pos (ln c)).
    pose proof (Rle_abs (- ln c)) as A. rewrite Rabs_Ropp in A. lra. }
  pose proof (Rle_abs (q * ln (f p) - q * d p)) as B1. pose proof (Rle_abs (- (q * ln (f p) - q * d p))) as B2.
  rewrite Rabs_Ropp in B2.
  assert (L : sums (map (raised q) (e :: l)) p <= n * exp (q * d p)).
  { unfold n. rewrite <- (map_length (raised q) (e :: l)). apply sums_at_most. intros h I. apply in_map_iff in I.
    destruct I as (g & <- & G). unfold raised. destruct S as [ S | -> ].
    - apply Rmult_le_compat_l; [ exact S | exact (T g G) ].
    - destruct G as [ <- | [] ]. destruct D as [ <- | [] ]. lra. }
  pose proof (sums_member (raised q d) (map (raised q) (e :: l)) p (in_map _ _ _ D)) as G. unfold raised at 1 in G.
  unfold Rpower. split.
  - apply (Rle_trans _ (exp (- M) / n * (n * exp (q * d p)))).
    + apply Rmult_le_compat_l; [ left; apply Rdiv_lt_0_compat; lra | exact L ].
    + replace (exp (- M) / n * (n * exp (q * d p))) with (exp (- M) * exp (q * d p)) by (field; lra).
      rewrite <- exp_plus. apply exp_le. lra.
  - apply (Rle_trans _ (exp M * exp (q * d p))).
    + rewrite <- exp_plus. apply exp_le. lra.
    + apply Rmult_le_compat_l; [ lra | exact G ].
Qed.

(* Comparisons. *)
Definition dominated (e : (nat -> R) -> R) k := exists K, 0 < K /\ nearby (fun p => exp (e p) <= K * sums k p).
Definition negligible (e : (nat -> R) -> R) k := forall c, 0 < c -> nearby (fun p => exp (e p) <= c * sums k p).
Definition at_most_there f g := exists C, 0 < C /\ nearby (fun p => Rabs (f p) <= C * Rabs (g p)).
Definition below_any_there f g := forall c, 0 < c -> nearby (fun p => Rabs (f p) <= c * Rabs (g p)).
Fixpoint added (l : list ((nat -> R) -> R)) p := match l with nil => 0 | e :: l => e p + added l p end.
Lemma some_member l k p x : l <> nil -> Forall (fun e => In e k) l ->
  INR (length l) * x <= added l p -> exp x <= sums k p.
Proof.
  intros L A H. destruct l as [ | e l ]; [ contradiction L; reflexivity | ].
  destruct (largest_member e l p) as (d & D & T).
  assert (B : added (e :: l) p <= INR (length (e :: l)) * d p).
  { clear - T. revert T. generalize (e :: l). intro m. induction m as [ | a m I ]; intro T; [ simpl; lra | ].
    change (length (a :: m)) with (S (length m)). rewrite S_INR. simpl added.
    assert (added m p <= INR (length m) * d p) by (apply I; intros h M; apply T; right; exact M).
    pose proof (T a (or_introl eq_refl)). lra. }
  assert (N : 0 < INR (length (e :: l))) by (apply lt_0_INR; simpl; lia).
  assert (X : x <= d p) by (apply (Rmult_le_reg_l (INR (length (e :: l)))); lra).
  apply (Rle_trans _ (exp (d p))); [ apply exp_le; exact X | ]. apply sums_member.
  rewrite Forall_forall in A. apply A. exact D.
Qed.
Lemma dominated_by l k e : l <> nil -> Forall (fun e => In e k) l ->
  (exists K, nearby (fun p => INR (length l) * e p <= added l p + K)) -> dominated e k.
Proof.
  intros L A (K & H). assert (N : 0 < INR (length l)) by (destruct l; [ contradiction L; reflexivity | apply lt_0_INR; simpl; lia ]).
  exists (exp (K / INR (length l))). split; [ apply exp_pos | ]. apply (nearby_mono _ _ H). intros p B.
  assert (X : exp (e p - K / INR (length l)) <= sums k p).
  { apply (some_member l); [ exact L | exact A | ].
    replace (INR (length l) * (e p - K / INR (length l))) with (INR (length l) * e p - K) by (field; lra). lra. }
  apply (Rmult_le_compat_l (exp (K / INR (length l)))) in X; [ | left; apply exp_pos ]. rewrite <- exp_plus in X.
  replace (K / INR (length l) + (e p - K / INR (length l))) with (e p) in X by ring. exact X.
Qed.
Lemma negligible_by l k e : l <> nil -> Forall (fun e => In e k) l ->
  (forall K, nearby (fun p => INR (length l) * e p + K <= added l p)) -> negligible e k.
Proof.
  intros L A H c P. assert (N : 0 < INR (length l)) by (destruct l; [ contradiction L; reflexivity | apply lt_0_INR; simpl; lia ]).
  apply (nearby_mono _ _ (H (- ln c * INR (length l)))). intros p B.
  assert (X : exp (e p - ln c) <= sums k p) by (apply (some_member l); [ exact L | exact A | lra ]).
  apply (Rmult_le_compat_l c) in X; [ | lra ]. rewrite <- (exp_ln c P) in X at 1. rewrite <- exp_plus in X.
  replace (ln c + (e p - ln c)) with (e p) in X by ring. exact X.
Qed.
Lemma compared_there f g l d k : most f l -> about g (d :: k) -> Forall (fun e => dominated e (d :: k)) l -> at_most_there f g.
Proof.
  intros (C & P & F) (c & D & P' & Q' & G) A.
  assert (H : exists K, 0 < K /\ nearby (fun p => sums l p <= K * sums (d :: k) p)).
  { clear - A cond_less. induction A as [ | e l (K & P & H) _ (L & Q & I) ].
    - exists 1. split; [ lra | ]. apply nearby_always. intro p. pose proof (sums_nonnegative (d :: k) p).
      change (sums nil p) with 0. lra.
    - exists (K + L). split; [ lra | ]. apply (nearby_mono _ _ (nearby_and _ _ H I)). intros p [ U V ].
      change (sums (e :: l) p) with (exp (e p) + sums l p). lra. }
  destruct H as (K & P2 & H). exists (C * K / c). split; [ apply Rdiv_lt_0_compat; [ apply Rmult_lt_0_compat | ]; assumption | ].
  apply (nearby_mono _ _ (nearby_and _ _ F (nearby_and _ _ G H))). intros p (U & (V & _) & W).
  pose proof (sums_positive d k p) as S. set (s := sums (d :: k) p) in *.
  assert (0 < c * s) by (apply Rmult_lt_0_compat; assumption). rewrite (Rabs_pos_eq (g p)) by lra.
  apply (Rle_trans _ _ _ U). apply (Rle_trans _ (C * (K * s))); [ apply Rmult_le_compat_l; lra | ].
  replace (C * (K * s)) with (C * K / c * (c * s)) by (field; lra). apply Rmult_le_compat_l; [ | exact V ].
  left. apply Rdiv_lt_0_compat; [ apply Rmult_lt_0_compat | ]; assumption.
Qed.
Lemma compared_strictly_there f g l d k : most f l -> about g (d :: k) -> Forall (fun e => negligible e (d :: k)) l -> below_any_there f g.
Proof.
  intros (C & P & F) (c & D & P' & Q' & G) A h Z.
  assert (H : forall x, 0 < x -> nearby (fun p => sums l p <= x * sums (d :: k) p)).
  { clear - A cond_less. induction A as [ | e l N _ I ]; intros x X.
    - apply nearby_always. intro p. pose proof (sums_nonnegative (d :: k) p) as S. change (sums nil p) with 0.
      apply Rmult_le_pos; lra.
    - assert (X2 : 0 < x / 2) by lra. apply (nearby_mono _ _ (nearby_and _ _ (N _ X2) (I _ X2))). intros p [ U V ].
      change (sums (e :: l) p) with (exp (e p) + sums l p). lra. }
  assert (Y : 0 < h * c / C) by (apply Rdiv_lt_0_compat; [ apply Rmult_lt_0_compat | ]; assumption).
  apply (nearby_mono _ _ (nearby_and _ _ F (nearby_and _ _ G (H _ Y)))). intros p (U & (V & _) & W).
  pose proof (sums_positive d k p) as S. set (s := sums (d :: k) p) in *.
  assert (0 < c * s) by (apply Rmult_lt_0_compat; assumption). rewrite (Rabs_pos_eq (g p)) by lra.
  apply (Rle_trans _ _ _ U). apply (Rle_trans _ (C * (h * c / C * s))); [ apply Rmult_le_compat_l; lra | ].
  replace (C * (h * c / C * s)) with (h * (c * s)) by (field; lra). apply Rmult_le_compat_l; lra.
Qed.
Lemma about_nearly f g h l k d : (forall p, Rabs (h p - f p) <= Rabs (g p)) ->
  about f (d :: k) -> most g l -> Forall (fun e => negligible e (d :: k)) l -> about h (d :: k).
Proof.
  intros H A M N. assert (L : 0 < 1 / 2) by lra.
  pose proof (compared_strictly_there g f l d k M A N _ L) as B. destruct A as (c & C & P & Q & F).
  exists (c / 2), (2 * C). split; [ lra | split; [ lra | ] ].
  apply (nearby_mono _ _ (nearby_and _ _ F B)). intros p [ [ U V ] W ]. specialize (H p).
  pose proof (sums_positive d k p) as S. assert (0 < c * sums (d :: k) p) by (apply Rmult_lt_0_compat; assumption).
  rewrite (Rabs_pos_eq (f p)) in W by lra. pose proof (Rle_abs (h p - f p)) as X.
  pose proof (Rle_abs (- (h p - f p))) as Y. rewrite Rabs_Ropp in Y. split; lra.
Qed.
Lemma sqrt_there f e l : about f (e :: l) -> nearby (fun p => Rpower (f p) (1 / 2) = sqrt (f p)).
Proof.
  intro A. apply (nearby_mono _ _ (about_positive _ _ _ A)). intros p H. rewrite <- (Rpower_sqrt (f p) H). f_equal. lra.
Qed.
Lemma natural_there f e l n q : about f (e :: l) -> q = INR n -> nearby (fun p => Rpower (f p) q = f p ^ n).
Proof. intros A ->. apply (nearby_mono _ _ (about_positive _ _ _ A)). intros p H. apply Rpower_pow. exact H. Qed.
Lemma from_cond (Q : (nat -> R) -> Prop) : (forall b p, cond b p -> Q p) -> nearby Q.
Proof. intro H. exists 1. split; [ lra | ]. intros p _ C. exact (H _ _ C). Qed.
Lemma from_strict_cond f g : (forall b p, cond b p -> Rabs (f p) <= / b * Rabs (g p)) ->
  forall c, 0 < c -> nearby (fun p => Rabs (f p) <= c * Rabs (g p)).
Proof.
  intros H c P. exists (/ c). split; [ apply Rinv_0_lt_compat; exact P | ]. intros p _ C. apply H in C.
  rewrite Rinv_inv in C. exact C.
Qed.
(* What a condition says of terms: that of its larger side bounds those of the other. *)
Lemma gap_of f g l e d : about f l -> about g (d :: nil) -> In e l -> (exists K, nearby (fun p => Rabs (f p) <= K * Rabs (g p))) ->
  exists K, nearby (fun p => e p <= d p + K).
Proof.
  intros (c & C & P & Q & F) (a & A & P' & Q' & G) I (K & H). set (L := Rabs K + 1).
  assert (LP : 0 < L) by (unfold L; pose proof (Rabs_pos K); lra).
  exists (ln (L * A / c)). apply (nearby_mono _ _ (nearby_and _ _ H (nearby_and _ _ F G))). intros p (U & (V & _) & (W & X)).
  simpl in W, X. rewrite Rplus_0_r in W, X. pose proof (exp_pos (d p)) as E. pose proof (sums_member e l p I) as S.
  assert (0 < a * exp (d p)) by (apply Rmult_lt_0_compat; assumption).
  assert (B : c * exp (e p) <= L * (A * exp (d p))).
  { apply (Rle_trans _ (c * sums l p)); [ apply Rmult_le_compat_l; lra | ]. apply (Rle_trans _ (f p)); [ exact V | ].
    apply (Rle_trans _ (Rabs (f p))); [ apply Rle_abs | ]. apply (Rle_trans _ _ _ U). rewrite (Rabs_pos_eq (g p)) by lra.
    apply (Rle_trans _ (L * g p)); [ apply Rmult_le_compat_r; [ lra | ] | apply Rmult_le_compat_l; lra ].
    unfold L. pose proof (Rle_abs K). lra. }
  assert (Y : 0 < L * A / c) by (apply Rdiv_lt_0_compat; [ apply Rmult_lt_0_compat | ]; assumption).
  assert (Z : exp (e p) <= L * A / c * exp (d p)).
  { apply (Rmult_le_reg_l c); [ exact P | ]. replace (c * (L * A / c * exp (d p))) with (L * (A * exp (d p))) by (field; lra). exact B. }
  apply ln_le in Z; [ | apply exp_pos ]. rewrite ln_exp, ln_mult, ln_exp in Z by assumption. lra.
Qed.
Lemma gap_strict f g l e d : about f l -> about g (d :: nil) -> In e l ->
  (forall c, 0 < c -> nearby (fun p => Rabs (f p) <= c * Rabs (g p))) -> forall K, nearby (fun p => e p + K <= d p).
Proof.
  intros (c & C & P & Q & F) (a & A & P' & Q' & G) I H K. 
  assert (Y : 0 < c / A * exp (- K)) by (apply Rmult_lt_0_compat; [ apply Rdiv_lt_0_compat; assumption | apply exp_pos ]).
  apply (nearby_mono _ _ (nearby_and _ _ (H _ Y) (nearby_and _ _ F G))). intros p (U & (V & _) & (W & X)).
  simpl in W, X. rewrite Rplus_0_r in W, X. pose proof (exp_pos (d p)) as E. pose proof (sums_member e l p I) as S.
  assert (0 < a * exp (d p)) by (apply Rmult_lt_0_compat; assumption).
  assert (B : c * exp (e p) <= c / A * exp (- K) * (A * exp (d p))).
  { apply (Rle_trans _ (c * sums l p)); [ apply Rmult_le_compat_l; lra | ]. apply (Rle_trans _ (f p)); [ exact V | ].
    apply (Rle_trans _ (Rabs (f p))); [ apply Rle_abs | ]. apply (Rle_trans _ _ _ U). rewrite (Rabs_pos_eq (g p)) by lra.
    apply Rmult_le_compat_l; lra. }
  replace (c / A * exp (- K) * (A * exp (d p))) with (c * exp (d p + - K)) in B by (rewrite exp_plus; field; lra).
  apply Rmult_le_reg_l in B; [ | exact P ]. destruct (Rle_dec (e p + K) (d p)) as [ Z | Z ]; [ exact Z | ].
  assert (exp (d p + - K) < exp (e p)) by (apply exp_increasing; lra). lra.
Qed.
Lemma log_gap c D K u d : 0 < c -> 0 < D -> nearby (fun p => c * exp (u p) <= D * exp (d p) + K) -> nearby (fun p => 0 <= d p) ->
  exists K', nearby (fun p => u p <= d p + K').
Proof.
  intros P Q H Z. exists (ln ((D + Rabs K) / c)). pose proof (Rabs_pos K).
  assert (Y : 0 < (D + Rabs K) / c) by (apply Rdiv_lt_0_compat; lra).
  apply (nearby_mono _ _ (nearby_and _ _ H Z)). intros p [ U V ].
  pose proof (exp_ineq1_le (d p)) as E. pose proof (Rle_abs K).
  assert (W : Rabs K * 1 <= Rabs K * exp (d p)) by (apply Rmult_le_compat_l; lra).
  assert (X : exp (u p) <= (D + Rabs K) / c * exp (d p)).
  { apply (Rmult_le_reg_l c); [ exact P | ].
    replace (c * ((D + Rabs K) / c * exp (d p))) with (D * exp (d p) + Rabs K * exp (d p)) by (field; lra). lra. }
  apply ln_le in X; [ | apply exp_pos ]. rewrite ln_exp, ln_mult, ln_exp in X by (assumption || apply exp_pos). lra.
Qed.
Lemma quotient_at_most a b c d : nearby (fun p => 0 < b p) -> nearby (fun p => 0 < d p) ->
  at_most_there (fun p => a p * d p) (fun p => c p * b p) -> at_most_there (fun p => a p / b p) (fun p => c p / d p).
Proof.
  intros B D (C & P & H). exists C. split; [ exact P | ].
  apply (nearby_mono _ _ (nearby_and _ _ H (nearby_and _ _ B D))). intros p (U & V & W). apply cross_multiplied; assumption.
Qed.
Lemma quotient_below_any a b c d : nearby (fun p => 0 < b p) -> nearby (fun p => 0 < d p) ->
  below_any_there (fun p => a p * d p) (fun p => c p * b p) -> below_any_there (fun p => a p / b p) (fun p => c p / d p).
Proof.
  intros B D H C P. apply (nearby_mono _ _ (nearby_and _ _ (H C P) (nearby_and _ _ B D))). intros p (U & V & W).
  apply cross_multiplied; assumption.
Qed.
Lemma equal_at_most f f' g g' : (forall p, f' p = f p) -> (forall p, g' p = g p) -> at_most_there f g -> at_most_there f' g'.
Proof.
  intros F G (C & P & H). exists C. split; [ exact P | ]. apply (nearby_mono _ _ H). intro p. rewrite F, G. trivial.
Qed.
Lemma equal_below_any f f' g g' : (forall p, f' p = f p) -> (forall p, g' p = g p) -> below_any_there f g -> below_any_there f' g'.
Proof. intros F G H c P. apply (nearby_mono _ _ (H c P)). intro p. rewrite F, G. trivial. Qed.
End Several.
Ltac log_of_parts :=
  unfold Rdiv, Rpower;
  rewrite ?ln_mult, ?ln_Rinv, ?ln_power, ?ln_exp
    by (repeat first [ assumption | apply exp_pos | apply Rmult_lt_0_compat | apply Rinv_0_lt_compat | apply pow_lt | apply sqrt_lt_R0 ]);
  rewrite ?INR_IZR_INZ; simpl Z.of_nat; ring.
Unset Default Proof Using.
Lemma tie_inverted (f g : R -> R) :
  (exists c C, 0 < c /\ 0 < C /\ exists eps0, 0 < eps0 /\ forall eps, 0 < eps < eps0 -> c * g eps <= f eps <= C * g eps) ->
  exists c C, 0 < c /\ 0 < C /\ near (fun x => c * g (/ x) <= f (/ x) <= C * g (/ x)).
Proof.
  intros (c & C & P & Q & e & E & H). exists c, C. repeat split; try assumption.
  exists (/ e). split; [ apply Rinv_0_lt_compat; exact E | ]. intros x X.
  assert (0 < / e) by (apply Rinv_0_lt_compat; exact E). apply H. split; [ apply Rinv_0_lt_compat; lra | ].
  rewrite <- (Rinv_inv e). apply Rinv_lt_contravar; [ apply Rmult_lt_0_compat; lra | exact X ].
Qed.
Lemma beyond_inverse a y : 0 < a -> 0 < y < / a -> a < / y.
Proof.
  intros A [ Y Z ]. rewrite <- (Rinv_inv a). apply Rinv_lt_contravar; [ | exact Z ].
  apply Rmult_lt_0_compat; [ exact Y | apply Rinv_0_lt_compat; exact A ].
Qed.
Lemma less_strict a b x y : 0 < a -> a <= b -> x <= / b * Rabs y -> x <= / a * Rabs y.
Proof.
  intros A B H. apply (Rle_trans _ _ _ H). apply Rmult_le_compat_r; [ apply Rabs_pos | apply Rinv_le_contravar; assumption ].
Qed.
