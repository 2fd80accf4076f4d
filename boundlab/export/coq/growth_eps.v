Lemma germ_vanishing e : (forall x, e x = - ilog 1 x) -> germ (fun eps => eps) ((fun _ => 1, e) :: nil) None.
Proof.
  intro E. apply germ_only. apply (near_mono _ _ (near_large 0)). intros x H. rewrite E. simpl.
  rewrite exp_Ropp, exp_ln by exact H. unfold t, Rdiv in *. rewrite !Rmult_1_l in *. rewrite Rinv_inv. reflexivity.
Qed.
